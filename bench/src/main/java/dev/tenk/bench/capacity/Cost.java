package dev.tenk.bench.capacity;

import dev.tenk.bench.engine.ProcessTree;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/**
 * The CPU time that a process spends on calls. CPU time and not time by the clock: it stays the
 * same while the machine does other things.
 */
final class Cost {
  private static final int CALLERS = 8;

  private Cost() {}

  /** Microseconds of CPU of this process for each of the calls, which eight callers make. */
  static double microsOf(long pid, int calls, IntConsumer call) throws Exception {
    Duration before = ProcessTree.cpuAlone(pid);
    try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
      List<Future<?>> running = new ArrayList<>();
      for (int caller = 0; caller < CALLERS; caller++) {
        int first = caller;
        running.add(
            callers.submit(
                () -> {
                  for (int number = first; number < calls; number += CALLERS) {
                    call.accept(number);
                  }
                }));
      }
      for (Future<?> each : running) {
        each.get();
      }
    }
    return ProcessTree.cpuAlone(pid).minus(before).toNanos() / 1_000.0 / calls;
  }
}
