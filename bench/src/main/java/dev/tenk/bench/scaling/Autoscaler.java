package dev.tenk.bench.scaling;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * The HorizontalPodAutoscaler's arithmetic (autoscaling/v2) with the chart's {@code behavior}: up
 * after the whole window wants it, by at most doubling; down after a longer one, by a fifth. Times
 * are seconds since the simulation began.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/">Horizontal
 *     Pod Autoscaling</a>
 */
final class Autoscaler {
  /** How often the controller looks. */
  static final int SYNC_SECONDS = 15;

  static final int UP_WINDOW_SECONDS = 30;
  static final int DOWN_WINDOW_SECONDS = 300;

  private static final double TOLERANCE = 0.1;
  private static final int UP_PERIOD_SECONDS = 30;
  private static final int UP_PODS = 2;
  private static final int DOWN_PERIOD_SECONDS = 60;
  private static final int DOWN_PODS = 2;
  private static final double DOWN_SHARE = 0.2;

  private record Recommendation(int at, int pods) {}

  private record Change(int at, int pods) {}

  private final int minPods;
  private final int maxPods;
  private final Deque<Recommendation> recommendations = new ArrayDeque<>();
  private final Deque<Change> changes = new ArrayDeque<>();

  Autoscaler(int minPods, int maxPods) {
    this.minPods = minPods;
    this.maxPods = maxPods;
  }

  /**
   * How many pods there shall be.
   *
   * @param now seconds; never less than before
   * @param pods that there are
   * @param ratio of the metric to its target, over those of the pods that count
   */
  int decide(int now, int pods, double ratio) {
    int wanted = Math.abs(ratio - 1) <= TOLERANCE ? pods : (int) Math.ceil(pods * ratio);
    wanted = Math.clamp(wanted, minPods, maxPods);
    recommendations.addLast(new Recommendation(now, wanted));
    forgetBefore(now - DOWN_WINDOW_SECONDS);
    int decided = Math.clamp(stabilized(now, pods), floor(now, pods), ceiling(now, pods));
    if (decided != pods) {
      changes.addLast(new Change(now, decided - pods));
    }
    return decided;
  }

  /** Up to the least that the short window wanted, down to the most that the long one did. */
  private int stabilized(int now, int pods) {
    int up = Integer.MAX_VALUE;
    int down = 0;
    for (Recommendation each : recommendations) {
      down = Math.max(down, each.pods());
      if (each.at() > now - UP_WINDOW_SECONDS) {
        up = Math.min(up, each.pods());
      }
    }
    return pods < up ? up : Math.min(pods, down);
  }

  private int ceiling(int now, int pods) {
    int atPeriodBegin = pods - changed(now - UP_PERIOD_SECONDS, true);
    return Math.min(maxPods, Math.max(atPeriodBegin * 2, atPeriodBegin + UP_PODS));
  }

  private int floor(int now, int pods) {
    int atPeriodBegin = pods - changed(now - DOWN_PERIOD_SECONDS, false);
    int byShare = (int) Math.floor(atPeriodBegin * DOWN_SHARE);
    return Math.max(minPods, atPeriodBegin - Math.min(Math.max(byShare, 1), DOWN_PODS));
  }

  private int changed(int since, boolean up) {
    return changes.stream()
        .filter(change -> change.at() > since && change.pods() > 0 == up)
        .mapToInt(Change::pods)
        .sum();
  }

  private void forgetBefore(int time) {
    Iterator<Recommendation> oldest = recommendations.iterator();
    while (oldest.hasNext() && oldest.next().at() < time) {
      oldest.remove();
    }
    changes.removeIf(change -> change.at() < time);
  }
}
