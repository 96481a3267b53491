package dev.tenk.bench.scenario;

import dev.tenk.bench.Benchmark;
import dev.tenk.bench.Options;
import dev.tenk.bench.load.LoadGenerator;
import dev.tenk.bench.load.Outcome;
import dev.tenk.bench.report.Results;
import java.time.Duration;
import java.util.Map;

/**
 * A few seconds of the mix on little data: fails when a call fails, or when memory answers less
 * than half of what caches are asked; never by a time.
 */
public final class SmokeBenchmark implements Benchmark {

  private static final int CALLERS = 16;
  private static final double LEAST_SHARE = 0.5;

  @Override
  public String name() {
    return "smoke";
  }

  @Override
  public String description() {
    return "the mix for some seconds; fails by errors and by what memory answers"
        + Setup.usage("--rate 100 --seconds 15");
  }

  @Override
  public void run(Options options) throws Exception {
    Setup setup = Setup.of(options, "rate", "seconds");
    double rate = options.number("rate", 100);
    Duration time = options.seconds("seconds", Duration.ofSeconds(15));
    try (LoadedSuite suite = setup.suite(Map.of());
        LoadGenerator generator = setup.generator()) {
      WarmUp.run(suite, generator, new Reads(suite, Setup.random()), CALLERS, setup.warmUp());
      Usage before = Usage.of(suite);
      Outcome outcome = generator.run(new Mix(suite, Setup.random(), rate), rate, time);
      double share = Usage.of(suite).memoryShare(before);
      Report.print(Results.of(name()), "", outcome);
      System.out.println("answered by memory: %.2f of what caches were asked".formatted(share));
      if (outcome.shed() + outcome.failed() > 0) {
        throw new IllegalStateException("calls were refused, or failed");
      }
      if (share < LEAST_SHARE) {
        throw new IllegalStateException("memory answers less than half");
      }
    }
  }
}
