package dev.tenk.bench.scenario;

import dev.tenk.bench.load.LoadGenerator;
import dev.tenk.bench.load.Outcome;
import dev.tenk.bench.load.Workload;
import java.time.Duration;

/**
 * Load before what counts, from callers who wait for each answer: for as long as compilers and
 * caches need, which is longer than a token lives.
 */
final class WarmUp {

  private static final Duration PART = Duration.ofMinutes(2);

  private WarmUp() {}

  /** Signs in before each part; the outcome is that of the last. */
  static Outcome run(
      LoadedSuite suite, LoadGenerator generator, Workload work, int callers, Duration time)
      throws Exception {
    Duration left = time;
    for (; left.compareTo(PART) > 0; left = left.minus(PART)) {
      suite.signIn();
      generator.saturate(work, callers, PART);
    }
    suite.signIn();
    return generator.saturate(work, callers, left);
  }
}
