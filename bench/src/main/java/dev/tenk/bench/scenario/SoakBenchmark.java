package dev.tenk.bench.scenario;

import dev.tenk.bench.Benchmark;
import dev.tenk.bench.Options;
import dev.tenk.bench.engine.ProcessTree;
import dev.tenk.bench.load.LoadGenerator;
import dev.tenk.bench.load.Outcome;
import dev.tenk.bench.report.Results;
import dev.tenk.bench.report.Table;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The mix for a long time: what each process keeps in memory, minute by minute. */
public final class SoakBenchmark implements Benchmark {

  private static final int WARMING_CALLERS = 32;
  private static final Duration PART = Duration.ofMinutes(1);
  private static final List<String> PROCESSES =
      List.of("user-service", "media-service", "worker-service");

  @Override
  public String name() {
    return "soak";
  }

  @Override
  public String description() {
    return "the mix for half an hour, with memory by the minute"
        + Setup.usage("--rate 1000 --minutes 30");
  }

  @Override
  public void run(Options options) throws Exception {
    Setup setup = Setup.of(options, "rate", "minutes");
    double rate = options.number("rate", 1_000);
    Results results = Results.of(name());
    var table =
        new Table(
            "minute",
            "a second",
            "p99 ms",
            "shed",
            "failed",
            "user MiB",
            "media MiB",
            "worker MiB");
    try (LoadedSuite suite = setup.suite(Map.of());
        LoadGenerator generator = setup.generator()) {
      var work = new Mix(suite, Setup.random(), rate);
      WarmUp.run(suite, generator, work, WARMING_CALLERS, setup.warmUp());
      for (int minute = 1; minute <= options.number("minutes", 30); minute++) {
        suite.signIn(); // tokens live for some minutes
        Outcome outcome = generator.run(work, rate, PART);
        List<Object> row =
            new ArrayList<>(
                List.of(
                    minute,
                    outcome.perSecond(),
                    Report.millis(outcome.latencies(), 99),
                    outcome.shed(),
                    outcome.failed()));
        row.addAll(resident(suite));
        table.row(row.toArray());
        System.out.println("minute " + minute + ": " + row.subList(1, row.size()));
        Report.printFailures(outcome);
      }
    }
    table.print(System.out);
    results.write(".csv", table.csv());
  }

  private static List<Long> resident(LoadedSuite suite) throws IOException {
    Map<String, Long> pids = suite.pids();
    List<Long> all = new ArrayList<>();
    for (String process : PROCESSES) {
      all.add(ProcessTree.residentMebibytes(pids.getOrDefault(process, 0L)));
    }
    return all;
  }
}
