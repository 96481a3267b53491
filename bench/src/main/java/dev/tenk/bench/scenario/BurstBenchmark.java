package dev.tenk.bench.scenario;

import dev.tenk.bench.Benchmark;
import dev.tenk.bench.Options;
import dev.tenk.bench.load.LoadGenerator;
import dev.tenk.bench.load.Outcome;
import dev.tenk.bench.load.Phase;
import dev.tenk.bench.load.Recovery;
import dev.tenk.bench.report.Results;
import dev.tenk.bench.report.Table;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * A step to so many times the load and back, then so many times what can be had at most: what is
 * answered meanwhile, and how soon all is as before.
 */
public final class BurstBenchmark implements Benchmark {

  private static final int CALLERS = 64;
  private static final Duration PEAK = Duration.ofSeconds(15);

  @Override
  public String name() {
    return "burst";
  }

  @Override
  public String description() {
    return "a step to ten times the load, and three times what can be had"
        + Setup.usage(
            "--rate 1000 --times 10 --before 20 --seconds 30 --after 30 --overload 3 --recovered 50");
  }

  @Override
  public void run(Options options) throws Exception {
    Setup setup =
        Setup.of(options, "rate", "times", "before", "seconds", "after", "overload", "recovered");
    double rate = options.number("rate", 1_000);
    Duration before = options.seconds("before", Duration.ofSeconds(20));
    Duration time = options.seconds("seconds", Duration.ofSeconds(30));
    List<Phase> phases =
        List.of(
            new Phase(rate, before),
            new Phase(rate * options.number("times", 10), time),
            new Phase(rate, options.seconds("after", Duration.ofSeconds(30))));
    Results results = Results.of(name());
    UniformRandomProvider random = Setup.random();
    try (LoadedSuite suite = setup.suite(Map.of());
        LoadGenerator generator = setup.generator()) {
      var work = new Mix(suite, random, rate);
      WarmUp.run(suite, generator, work, CALLERS, setup.warmUp());

      suite.signIn();
      Outcome burst = generator.run(work, phases);
      Table seconds = Report.seconds(burst);
      seconds.print(System.out);
      results.write("-seconds.csv", seconds.csv());
      Report.print(results, "-burst", burst);
      OptionalInt recovered =
          Recovery.after(
              burst.timeline(),
              (int) before.plus(time).toSeconds(),
              options.number("recovered", 50));
      System.out.println(
          recovered.isPresent()
              ? "as before " + recovered.getAsInt() + " s after the burst"
              : "not as before while it was watched");

      suite.signIn();
      Outcome peak = generator.saturate(work, CALLERS, PEAK);
      double most = peak.perSecondAtEnd((int) PEAK.toSeconds() - 2);
      Usage start = Usage.of(suite);
      Outcome over = generator.run(work, most * options.number("overload", 3), time);
      System.out.println();
      Report.print(
          results, "-overload", over, Usage.of(suite).processes(suite, start, over.time()));
      double goodput = over.perSecondAtEnd((int) time.toSeconds() - 5);
      System.out.println(
          "at most %,.0f a second; at %d times that %,.0f: %.2f of it"
              .formatted(most, options.number("overload", 3), goodput, goodput / most));
    }
  }
}
