package dev.tenk.bench.scaling;

import java.util.ArrayList;
import java.util.List;

/**
 * The workers by the queue's depth, as KEDA has them scaled, while uploads jump from one rate to
 * another. Nothing is shed: what waits gets older.
 */
final class QueueSimulation {

  /**
   * The outcome.
   *
   * @param mostPods at any time
   * @param podsAfter at the end
   * @param longestQueue messages, those in hand included
   * @param oldestSeconds the longest that a picture waited
   * @param secondsToCatchUp from the step until the queue is as short as its target again
   */
  record Outcome(
      int podsBefore,
      int podsAfter,
      int mostPods,
      double longestQueue,
      double oldestSeconds,
      int secondsToCatchUp) {}

  private final Sizing sizing;
  private final int messagesPerPod;
  private final Autoscaler autoscaler;
  private final List<Integer> readyAt = new ArrayList<>();

  QueueSimulation(Sizing sizing, int messagesPerPod) {
    this.sizing = sizing;
    this.messagesPerPod = messagesPerPod;
    this.autoscaler = new Autoscaler(sizing.minPods(), sizing.maxPods());
  }

  Outcome run(double before, double after) {
    for (int pod = 0; pod < sizing.pods(before); pod++) {
      readyAt.add(0);
    }
    double queue = 0;
    double longest = 0;
    double oldest = 0;
    int caughtUp = 0;
    int most = 0;
    int podsBefore = 0;
    for (int now = 0; now < StepSimulation.BEFORE + StepSimulation.AFTER; now++) {
      int time = now;
      double ready = readyAt.stream().filter(at -> at <= time).count();
      double rate = ready * sizing.capacity();
      double arriving = now < StepSimulation.BEFORE ? before : after;
      queue = Math.max(0, queue + arriving - rate);
      double inHand = Math.min(rate, arriving) * sizing.cpuMillis() / 1_000;
      if (now % Autoscaler.SYNC_SECONDS == 0) {
        scale(now, queue + inHand);
      }
      longest = Math.max(longest, queue + inHand);
      oldest = Math.max(oldest, rate == 0 ? 0 : queue / rate);
      most = Math.max(most, readyAt.size());
      if (now >= StepSimulation.BEFORE && queue > readyAt.size() * (double) messagesPerPod) {
        caughtUp = now - StepSimulation.BEFORE + 1;
      }
      if (now == StepSimulation.BEFORE - 1) {
        podsBefore = readyAt.size();
      }
    }
    return new Outcome(podsBefore, readyAt.size(), most, longest, oldest, caughtUp);
  }

  private void scale(int now, double messages) {
    int pods = readyAt.size();
    int wanted = autoscaler.decide(now, pods, messages / messagesPerPod / pods);
    while (readyAt.size() < wanted) {
      readyAt.add(now + sizing.startSeconds());
    }
    while (readyAt.size() > wanted) {
      readyAt.removeLast();
    }
  }
}
