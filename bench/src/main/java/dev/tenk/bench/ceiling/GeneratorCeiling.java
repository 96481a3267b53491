package dev.tenk.bench.ceiling;

import dev.tenk.bench.engine.ProcessTree;
import dev.tenk.bench.load.Call;
import dev.tenk.bench.load.LoadGenerator;
import dev.tenk.bench.load.Outcome;
import dev.tenk.bench.report.Results;
import dev.tenk.bench.report.Table;
import java.time.Duration;

/** The highest rate of the open model that nginx answers within 10 ms in 99 of 100 cases. */
final class GeneratorCeiling {

  private static final int FROM = 8_000;
  private static final double FACTOR = 1.25;
  private static final double CLOSE_ENOUGH = 1.07;
  private static final double HELD_MILLIS = 10;

  private GeneratorCeiling() {}

  static void print(int port, String path, int connections, Duration step, Results results)
      throws Exception {
    Call call = Call.get("profile", port, path);
    Table steps =
        new Table("wanted a second", "answered a second", "p99 ms", "generator's cores", "held");
    double held = 0;
    try (LoadGenerator generator = new LoadGenerator(connections)) {
      Outcome most = generator.saturate(() -> call, connections, step.multipliedBy(3));
      System.out.printf(
          "the generator of the scenarios against nginx: %,.0f a second as a closed model%n",
          most.perSecond());
      double missed = Double.POSITIVE_INFINITY;
      double rate = FROM;
      while (missed > held * CLOSE_ENOUGH && rate > FROM / 8) {
        Duration before = cpu();
        Outcome outcome = generator.run(() -> call, rate, step);
        double cores = cpu().minus(before).toNanos() / (double) outcome.time().toNanos();
        double p99 = outcome.latencies().micros(99) / 1_000;
        boolean holds = outcome.failed() == 0 && outcome.shed() == 0 && p99 <= HELD_MILLIS;
        steps.row(rate, outcome.perSecond(), p99, cores, holds ? "yes" : "no");
        if (holds) {
          held = rate;
        } else {
          missed = rate;
        }
        rate =
            Double.isInfinite(missed)
                ? held * FACTOR
                : held == 0 ? missed / FACTOR : (held + missed) / 2;
      }
    }
    steps.print(System.out);
    System.out.printf("the highest rate that holds: %,.0f a second%n", held);
    results.write(".csv", steps.csv());
  }

  private static Duration cpu() {
    return ProcessTree.cpuAlone(ProcessHandle.current().pid());
  }
}
