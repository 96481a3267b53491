package dev.tenk.bench.scenario;

import dev.tenk.bench.Benchmark;
import dev.tenk.bench.Options;
import dev.tenk.bench.WrongOptionException;
import dev.tenk.bench.load.LoadGenerator;
import dev.tenk.bench.load.Outcome;
import dev.tenk.bench.report.Results;
import dev.tenk.bench.report.Table;
import dev.tenk.local.service.Flavour;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads through the whole suite as the data grows, one size after the other: at most, from callers
 * who wait for each answer, and at a fixed rate.
 */
public final class SizesBenchmark implements Benchmark {

  private static final List<Long> MEDIA = List.of(10_000L, 1_000_000L, 10_000_000L);
  private static final int MEDIA_OF_AN_ACCOUNT = 5;
  private static final int CALLERS = 64;
  private static final int CONNECTIONS = 64;
  private static final String READ = "read";
  private static final String COLD = "cold";

  @Override
  public String name() {
    return "sizes";
  }

  @Override
  public String description() {
    return "read and cold as the data grows: --media 10_000,1_000_000,10_000_000 --scenarios read,cold"
        + " --rate 2000 --warm-up 60 --seconds 20 --flavour jvm";
  }

  @Override
  public void run(Options options) throws Exception {
    options.requireOnly("media", "scenarios", "rate", "warm-up", "seconds", "flavour");
    double rate = options.number("rate", 2_000);
    Duration time = options.seconds("seconds", Duration.ofSeconds(20));
    Duration warmUp = options.seconds("warm-up", Duration.ofMinutes(1));
    Flavour flavour = Flavour.valueOf(options.text("flavour", "jvm").toUpperCase(Locale.ROOT));
    Path checkout = Path.of(System.getProperty("tenk.checkout", "")).toAbsolutePath();
    Results results = Results.of(name());
    var table =
        new Table(
            "scenario",
            "media",
            "at most",
            "p50 ms",
            "p99 ms",
            "failed",
            "% memory",
            "cores",
            "PostgreSQL");
    for (String scenario : scenarios(options)) {
      Map<String, String> settings = scenario.equals(COLD) ? Uncached.SETTINGS : Map.of();
      for (long media : options.numbers("media", MEDIA)) {
        var scale = new Scale((int) media / MEDIA_OF_AN_ACCOUNT, (int) media, 20);
        try (var suite = new LoadedSuite(checkout, flavour, scale, settings, SuiteMemory.USUAL);
            var generator = new LoadGenerator(CONNECTIONS)) {
          var reads = new Reads(suite, Setup.random());
          WarmUp.run(suite, generator, reads, CALLERS, warmUp);
          suite.signIn();
          Outcome most = generator.saturate(reads, CALLERS, time);
          suite.signIn();
          Usage before = Usage.of(suite);
          Outcome outcome = generator.run(reads, rate, time);
          Usage after = Usage.of(suite);
          Map<String, Double> cores = after.cores(before, outcome.time());
          table.row(
              scenario,
              media,
              most.perSecondAtEnd((int) time.toSeconds() - 1),
              Report.millis(outcome.latencies(), 50),
              Report.millis(outcome.latencies(), 99),
              outcome.failed() + outcome.shed(),
              100 * after.memoryShare(before),
              cores.values().stream().mapToDouble(Double::doubleValue).sum(),
              cores.getOrDefault("PostgreSQL", 0.0));
          results.write(
              "-%s-%d.hgrm".formatted(scenario, media), outcome.latencies().distribution());
        }
      }
    }
    table.print(System.out);
    results.write(".csv", table.csv());
  }

  private static List<String> scenarios(Options options) {
    List<String> chosen = List.of(options.text("scenarios", READ + "," + COLD).split(","));
    if (!List.of(READ, COLD).containsAll(chosen)) {
      throw new WrongOptionException("--scenarios takes read and cold, not " + chosen);
    }
    return chosen;
  }
}
