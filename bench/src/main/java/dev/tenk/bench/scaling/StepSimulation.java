package dev.tenk.bench.scaling;

import java.util.ArrayList;
import java.util.List;

/**
 * A service by CPU, second by second, while traffic jumps from one rate to another. Requests beyond
 * what the ready pods can do are shed, as the services do at their bounds.
 */
final class StepSimulation {
  /** Seconds before the step, in which everything settles. */
  static final int BEFORE = 600;

  static final int AFTER = 1_800;

  /** Kubelets and the metrics server report averages of this window. */
  private static final int METRIC_SECONDS = 30;

  /** What one second was like. */
  record Second(int at, int pods, int ready, double shed, double busyMillicores) {}

  /**
   * The outcome.
   *
   * @param podsBefore settled, before the step
   * @param podsAfter at the end
   * @param mostPods at any time
   * @param secondsToCatchUp from the step until nothing is shed any more
   * @param shedShare of the requests between the two
   */
  record Outcome(
      int podsBefore, int podsAfter, int mostPods, int secondsToCatchUp, double shedShare) {}

  private static final class Pod {
    private final int readyAt;

    private Pod(int readyAt) {
      this.readyAt = readyAt;
    }
  }

  private final Sizing sizing;
  private final double burst;
  private final Autoscaler autoscaler;
  private final List<Pod> pods = new ArrayList<>();
  private final List<Second> seconds = new ArrayList<>();

  /**
   * A simulation.
   *
   * @param burst how much of its CPU request a pod can use: 1 on full nodes, more where there is
   *     room, since the chart sets no CPU limit
   */
  StepSimulation(Sizing sizing, double burst) {
    this.sizing = sizing;
    this.burst = burst;
    this.autoscaler = new Autoscaler(sizing.minPods(), sizing.maxPods());
  }

  Outcome run(double before, double after) {
    for (int pod = 0; pod < sizing.pods(before); pod++) {
      pods.add(new Pod(-METRIC_SECONDS));
    }
    for (int now = 0; now < BEFORE + AFTER; now++) {
      tick(now, now < BEFORE ? before : after);
    }
    return outcome(after);
  }

  private void tick(int now, double demand) {
    if (now % Autoscaler.SYNC_SECONDS == 0 && now >= METRIC_SECONDS) {
      scale(now);
    }
    int ready = (int) pods.stream().filter(pod -> pod.readyAt <= now).count();
    double most = ready * sizing.capacity() * burst;
    double served = Math.min(demand, most);
    // a start's CPU is spread over it; pods that are not ready are left out of the metric, but a
    // start's end reaches into the window of a pod that has just become ready
    double starting =
        pods.stream()
                .filter(pod -> pod.readyAt <= now && now < pod.readyAt + METRIC_SECONDS)
                .count()
            * sizing.startCpuMillis()
            / METRIC_SECONDS;
    seconds.add(
        new Second(
            now, pods.size(), ready, demand - served, served * sizing.cpuMillis() + starting));
  }

  private void scale(int now) {
    double used = 0;
    double requested = 0;
    for (Second second : seconds.subList(seconds.size() - METRIC_SECONDS, seconds.size())) {
      used += second.busyMillicores();
      requested += (double) second.ready() * sizing.requestMillicores();
    }
    double ratio = used / requested / (sizing.targetPercent() / 100.0);
    int ready = (int) pods.stream().filter(pod -> pod.readyAt <= now).count();
    // pods on their way count as idle when it goes up: what they will take is not asked for again
    double dampened = ratio > 1 ? Math.max(1, ratio * ready / pods.size()) : ratio;
    int wanted = autoscaler.decide(now, pods.size(), dampened);
    while (pods.size() < wanted) {
      pods.add(new Pod(now + sizing.startSeconds()));
    }
    while (pods.size() > wanted) {
      pods.removeLast();
    }
  }

  private Outcome outcome(double after) {
    List<Second> later = seconds.subList(BEFORE, seconds.size());
    int caughtUp = 0;
    double shed = 0;
    for (Second second : later) {
      shed += second.shed();
      if (second.shed() > 0) {
        caughtUp = second.at() - BEFORE + 1;
      }
    }
    return new Outcome(
        seconds.get(BEFORE - 1).pods(),
        later.getLast().pods(),
        seconds.stream().mapToInt(Second::pods).max().orElse(0),
        caughtUp,
        caughtUp == 0 ? 0 : shed / (after * caughtUp));
  }
}
