package dev.tenk.bench.scenario;

import dev.tenk.bench.Benchmark;
import dev.tenk.bench.Options;
import dev.tenk.bench.data.MadeIds;
import dev.tenk.bench.load.Call;
import dev.tenk.bench.load.LoadGenerator;
import dev.tenk.bench.load.Outcome;
import dev.tenk.bench.load.Workload;
import dev.tenk.bench.report.Results;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Half a minute of the mix on little data, for builds: fails when a call fails, or when memory is
 * not clearly quicker than the database, which are both of one run; never by a time.
 */
public final class SmokeBenchmark implements Benchmark {

  private static final int CALLERS = 16;
  private static final int OTHERS = 256;
  private static final double LEAST_RATIO = 1.2;
  private static final Duration PART = Duration.ofSeconds(6);

  @Override
  public String name() {
    return "smoke";
  }

  @Override
  public String description() {
    return "the mix for half a minute; fails by errors and by ratios" + Setup.usage("--rate 100");
  }

  @Override
  public void run(Options options) throws Exception {
    Setup setup = Setup.of(options, "rate");
    double rate = options.number("rate", 100);
    try (LoadedSuite suite = setup.suite(Map.of());
        LoadGenerator generator = setup.generator()) {
      generator.saturate(new Reads(suite, Setup.random()), CALLERS, setup.warmUp());
      Outcome mixed = generator.run(new Mix(suite, Setup.random(), rate), rate, PART);
      Report.print(Results.of(name()), "-mixed", mixed);
      requireNone("refused or failed", mixed.shed() + mixed.failed());

      Outcome memory = generator.saturate(profiles(suite, 1), CALLERS, PART);
      Outcome database = generator.saturate(profiles(suite, Integer.MAX_VALUE), CALLERS, PART);
      requireNone("failed from memory", memory.failed());
      requireNone("failed from the database", database.failed());
      double ratio = memory.perSecond() / database.perSecond();
      System.out.println("memory to database: %.2f".formatted(ratio));
      if (ratio < LEAST_RATIO) {
        throw new IllegalStateException(
            "reads from memory are only %.2f times as many as from the database".formatted(ratio));
      }
    }
  }

  /** One profile after the other, of so many. */
  private static Workload profiles(LoadedSuite suite, int different) {
    int accounts = suite.scale().accounts();
    var next = new AtomicInteger(OTHERS); // the warm-up has had the popular ones
    return () ->
        Call.get(
            "profile",
            suite.userPort(),
            "/v1/users/"
                + MadeIds.account(
                    Math.floorMod(next.getAndIncrement() % different + OTHERS, accounts)));
  }

  private static void requireNone(String what, long number) {
    if (number > 0) {
      throw new IllegalStateException(number + " calls " + what);
    }
  }
}
