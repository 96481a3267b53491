package dev.tenk.bench.scenario;

import dev.tenk.bench.engine.ProcessTree;
import dev.tenk.bench.load.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * One of those that are compared, and what has come of its rounds.
 *
 * @param name for tables
 * @param userPort where it gives profiles
 * @param mediaPort where it gives media
 * @param pids of its processes, each with those below it
 * @param rounds in their order
 */
record Contender(String name, int userPort, int mediaPort, List<Long> pids, List<Round> rounds) {

  Contender(String name, int userPort, int mediaPort, List<Long> pids) {
    this(name, userPort, mediaPort, List.copyOf(pids), new ArrayList<>());
  }

  /**
   * What one round showed.
   *
   * @param most answers a second that callers got who wait for each
   * @param atRate what came of the same rate for all
   * @param cores that it took at that rate
   * @param engineCores that PostgreSQL and Redis took meanwhile
   */
  record Round(double most, Outcome atRate, double cores, double engineCores) {}

  /** CPU time until now. */
  Duration cpu() {
    return pids.stream().map(ProcessTree::cpu).reduce(Duration.ZERO, Duration::plus);
  }

  long residentMebibytes() throws IOException {
    long sum = 0;
    for (long pid : pids) {
      sum += ProcessTree.residentMebibytesOfAll(pid);
    }
    return sum;
  }

  /** The median of the rounds. */
  double median(ToDoubleFunction<Round> value) {
    double[] sorted = rounds.stream().mapToDouble(value).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** The same at this percentile of latency, in ms. */
  double millis(double percentile) {
    return median(round -> Report.millis(round.atRate().latencies(), percentile));
  }

  long failed() {
    return rounds.stream()
        .mapToLong(round -> round.atRate().failed() + round.atRate().shed())
        .sum();
  }
}
