package dev.tenk.platform.load;

/**
 * A limit on concurrency that follows latency: while the latest window is as quick as usual, the
 * limit grows; as soon as it is slower by more than the tolerance, the limit shrinks in proportion.
 * What is usual is an average over many windows in which there was room, which forgets slowness
 * faster than it learns it.
 *
 * <p>The algorithm is that of Gradient2 in <a
 * href="https://github.com/Netflix/concurrency-limits">Netflix's concurrency-limits</a>, after the
 * congestion windows of TCP Vegas (Brakmo and Peterson, 1995); that one learns under overload, too,
 * and so in some minutes takes it for usual. Not safe for concurrent use.
 */
final class GradientLimit {

  /** Windows until an average holds most of a change. */
  private static final int LONG_WINDOWS = 600;

  private static final int WARM_UP_WINDOWS = 10;
  private static final double SMOOTHING = 0.2;
  private static final double STEEPEST = 0.5;
  private static final double FORGETTING = 0.95;

  private final int min;
  private final int max;
  private final double tolerance;
  private double limit;
  private double usual;
  private int windows;

  GradientLimit(int initial, int min, int max, double tolerance) {
    if (min < 1 || initial < min || max < initial || tolerance < 1) {
      throw new IllegalArgumentException(
          "not 1 <= %d <= %d <= %d with a tolerance of %s from 1 on"
              .formatted(min, initial, max, tolerance));
    }
    this.limit = initial;
    this.min = min;
    this.max = max;
    this.tolerance = tolerance;
  }

  /**
   * Takes a window's measurements.
   *
   * @param latency mean of what was answered, in nanoseconds, over 0
   * @param mostInHand at any time of the window
   * @return the limit from now on
   */
  int update(double latency, int mostInHand) {
    boolean hasRoom = mostInHand < limit / 2;
    if (hasRoom || windows < WARM_UP_WINDOWS) { // a lasting overload must not become the usual
      learn(latency);
    }
    if (!hasRoom) { // else the limit was no matter, and nothing is known of it
      double gradient = Math.clamp(tolerance * usual / latency, STEEPEST, 1);
      double queue = Math.sqrt(limit); // room to find out whether more would do
      double next = limit * gradient + queue;
      limit = Math.clamp(limit + SMOOTHING * (next - limit), min, max);
    }
    return current();
  }

  private void learn(double latency) {
    windows++;
    if (windows <= WARM_UP_WINDOWS) {
      usual += (latency - usual) / windows;
    } else {
      usual += (latency - usual) * 2 / (LONG_WINDOWS + 1);
    }
    if (usual > 2 * latency) {
      usual *= FORGETTING;
    }
  }

  int current() {
    return (int) limit;
  }
}
