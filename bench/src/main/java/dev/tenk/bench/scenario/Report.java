package dev.tenk.bench.scenario;

import dev.tenk.bench.load.Outcome;
import dev.tenk.bench.load.Second;
import dev.tenk.bench.report.Latencies;
import dev.tenk.bench.report.Results;
import dev.tenk.bench.report.Table;
import java.util.List;
import java.util.Map;

/** The tables of one load. */
final class Report {

  private static final double MICROS_PER_MILLI = 1_000;
  private static final int UNAVAILABLE = 503;
  private static final int TOO_MANY = 429;

  private Report() {}

  /** Calls by kind, and all. */
  static Table calls(Outcome outcome) {
    Table table =
        new Table("call", "a second", "p50 ms", "p90 ms", "p99 ms", "p99.9 ms", "shed", "failed");
    outcome
        .statuses()
        .forEach(
            (kind, statuses) ->
                row(
                    table,
                    kind,
                    outcome,
                    outcome.byKind().getOrDefault(kind, new Latencies()),
                    count(statuses, TOO_MANY) + count(statuses, UNAVAILABLE),
                    statuses));
    return table.row(
        "all",
        outcome.perSecond(),
        millis(outcome.latencies(), 50),
        millis(outcome.latencies(), 90),
        millis(outcome.latencies(), 99),
        millis(outcome.latencies(), 99.9),
        outcome.shed(),
        outcome.failed());
  }

  /** What came of the calls of each second. */
  static Table seconds(Outcome outcome) {
    List<Second> timeline = outcome.timeline();
    Table table = new Table("second", "answered", "p50 ms", "p99 ms", "shed", "failed");
    for (int i = 0; i < timeline.size(); i++) {
      Second second = timeline.get(i);
      table.row(
          i,
          second.answered(),
          second.millis(50),
          second.millis(99),
          second.refused(),
          second.lost());
    }
    return table;
  }

  /** Keeps the histograms and tables, and prints the tables. */
  static void print(Results results, String part, Outcome outcome, Table... more) {
    Table calls = calls(outcome);
    calls.print(System.out);
    printFailures(outcome);
    results.write(part + "-calls.csv", calls.csv());
    results.write(part + "-seconds.csv", seconds(outcome).csv());
    for (Table table : more) {
      System.out.println();
      table.print(System.out);
    }
    results.write(part + ".hgrm", outcome.latencies().distribution());
  }

  /** What failed, and how: nothing where nothing did. */
  static void printFailures(Outcome outcome) {
    outcome
        .failures()
        .forEach((what, times) -> System.out.println("failed: " + what + ", " + times));
  }

  static double millis(Latencies latencies, double percentile) {
    return latencies.micros(percentile) / MICROS_PER_MILLI;
  }

  private static void row(
      Table table,
      String kind,
      Outcome outcome,
      Latencies latencies,
      long shed,
      Map<Integer, Long> statuses) {
    long all = statuses.values().stream().mapToLong(Long::longValue).sum();
    table.row(
        kind,
        latencies.count() / (outcome.time().toNanos() / 1e9),
        millis(latencies, 50),
        millis(latencies, 90),
        millis(latencies, 99),
        millis(latencies, 99.9),
        shed,
        all - shed - latencies.count());
  }

  private static long count(Map<Integer, Long> statuses, int status) {
    return statuses.getOrDefault(status, 0L);
  }
}
