package dev.tenk.bench.ceiling;

import dev.tenk.bench.engine.ProcessTree;
import dev.tenk.bench.load.Call;
import dev.tenk.bench.load.HighestRate;
import dev.tenk.bench.load.LoadGenerator;
import dev.tenk.bench.load.Outcome;
import java.time.Duration;

/** The highest rate of the open model that nginx answers within 10 ms in 99 of 100 cases. */
final class GeneratorCeiling {

  private static final int FROM = 8_000;
  private static final int HELD_MILLIS = 10;

  private GeneratorCeiling() {}

  static void print(int port, String path, int connections, Duration step) throws Exception {
    Call call = Call.get("profile", port, path);
    try (LoadGenerator generator = new LoadGenerator(connections)) {
      Outcome most = generator.saturate(() -> call, connections, step.multipliedBy(3));
      System.out.printf(
          "the generator of the scenarios against nginx: %,.0f a second as a closed model%n",
          most.perSecond());
      double held =
          new HighestRate(HELD_MILLIS, step)
              .find(FROM, (rate, time) -> generator.run(() -> call, rate, time));
      if (held > 0) {
        Duration before = cpu();
        Outcome outcome = generator.run(() -> call, held, step);
        double cores = cpu().minus(before).toNanos() / (double) outcome.time().toNanos();
        System.out.printf("of which the generator takes %.2f of a core%n", cores);
      }
    }
  }

  private static Duration cpu() {
    return ProcessTree.cpuAlone(ProcessHandle.current().pid());
  }
}
