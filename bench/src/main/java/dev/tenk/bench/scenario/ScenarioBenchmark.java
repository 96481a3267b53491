package dev.tenk.bench.scenario;

import dev.tenk.bench.Benchmark;
import dev.tenk.bench.Options;
import dev.tenk.bench.WrongOptionException;
import dev.tenk.bench.load.HighestRate;
import dev.tenk.bench.load.LoadGenerator;
import dev.tenk.bench.load.Outcome;
import dev.tenk.bench.load.Workload;
import dev.tenk.bench.report.Results;
import java.time.Duration;
import java.util.Map;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Load on the whole suite at a fixed rate, several runs, after a warm-up. With {@code --hold} the
 * rate is first searched, at most that many milliseconds for 99 of 100. With {@code --popular} so
 * many of the most popular are asked for once before the warm-up, as hours of load would.
 */
public final class ScenarioBenchmark implements Benchmark {

  private static final int WARMING_CALLERS = 32;
  private static final Duration LONGEST = Duration.ofMinutes(4);
  private static final Duration SETTLING = Duration.ofSeconds(10);

  private final String name;
  private final String description;
  private final int rate;
  private final Map<String, String> settings;
  private final Work work;

  /** What is called at a rate. */
  @FunctionalInterface
  interface Work {

    Workload of(LoadedSuite suite, UniformRandomProvider random, double perSecond);
  }

  private ScenarioBenchmark(
      String name, String description, int rate, Map<String, String> settings, Work work) {
    this.name = name;
    this.description = description;
    this.rate = rate;
    this.settings = settings;
    this.work = work;
  }

  /** Reads with writes, sign-ins and uploads beside them. */
  public static ScenarioBenchmark mixed() {
    return new ScenarioBenchmark(
        "mixed", "reads, 2 % writes, sign-ins and uploads", 10_000, Map.of(), Mix::new);
  }

  /** Reads alone. */
  public static ScenarioBenchmark read() {
    return new ScenarioBenchmark(
        "read",
        "profiles, media and lists",
        10_000,
        Map.of(),
        (suite, random, _) -> new Reads(suite, random));
  }

  /** Changes alone. */
  public static ScenarioBenchmark write() {
    return new ScenarioBenchmark(
        "write",
        "changes of profiles and media",
        200,
        Map.of(),
        (suite, random, _) -> new Writes(suite, random));
  }

  /** Reads that no cache answers. */
  public static ScenarioBenchmark cold() {
    return new ScenarioBenchmark(
        "cold",
        "reads that all reach PostgreSQL",
        4_000,
        Uncached.SETTINGS,
        (suite, random, _) -> new Reads(suite, random));
  }

  /** Bytes of pictures. */
  public static ScenarioBenchmark deliver() {
    return new ScenarioBenchmark(
        "deliver", "variants of 10 to 200 KB", 2_000, Map.of(), new Deliveries.Uploaded());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String description() {
    return description
        + Setup.usage(
            "--rate %d --seconds 60 --runs 1 --hold 0 --step 15 --popular 0".formatted(rate));
  }

  @Override
  public void run(Options options) throws Exception {
    Setup setup = Setup.of(options, "rate", "seconds", "runs", "hold", "step", "popular");
    double perSecond = options.number("rate", rate);
    Duration time = options.seconds("seconds", Duration.ofSeconds(60));
    requireWithinTokens("seconds", time, LONGEST);
    Duration step = options.seconds("step", Duration.ofSeconds(15));
    requireWithinTokens("step", step, LONGEST.dividedBy(2));
    Results results = Results.of(name);
    UniformRandomProvider random = Setup.random();
    try (LoadedSuite suite = setup.suite(settings);
        LoadGenerator generator = setup.generator()) {
      new Popular(suite, (int) options.number("popular", 0)).askFor(generator);
      Outcome most =
          WarmUp.run(
              suite, generator, work.of(suite, random, perSecond), WARMING_CALLERS, setup.warmUp());
      System.out.println(
          "warmed up: %,.0f calls a second in its last ten seconds"
              .formatted(most.perSecondAtEnd(10)));
      long hold = options.number("hold", 0);
      if (hold > 0) {
        // what the warm-up has left, as pictures that wait, is no part of a rate's answer
        double easy = perSecond / 2;
        suite.signIn();
        generator.run(work.of(suite, random, easy), easy, step.multipliedBy(2));
        perSecond =
            new HighestRate(hold, step)
                .find(
                    perSecond,
                    (rate, length) -> {
                      suite.signIn();
                      return generator.run(work.of(suite, random, rate), rate, length);
                    });
      }
      // connections are opened, and the first calls of an open model compiled, before what counts
      suite.signIn();
      generator.run(work.of(suite, random, perSecond), perSecond, SETTLING);
      for (int run = 1; run <= options.number("runs", 1); run++) {
        suite.signIn();
        Usage before = Usage.of(suite);
        Outcome outcome = generator.run(work.of(suite, random, perSecond), perSecond, time);
        Usage after = Usage.of(suite);
        System.out.println();
        System.out.println(
            "%s, run %d: %,.0f calls a second wanted".formatted(name, run, perSecond));
        Report.print(
            results,
            "-" + run,
            outcome,
            after.processes(suite, before, outcome.time()),
            after.layers(before));
      }
    }
  }

  private static void requireWithinTokens(String option, Duration value, Duration most) {
    if (value.compareTo(most) > 0) {
      throw new WrongOptionException(
          "--%s is %d at most, since tokens live for five minutes; soak runs for longer"
              .formatted(option, most.toSeconds()));
    }
  }
}
