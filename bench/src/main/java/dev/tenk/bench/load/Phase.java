package dev.tenk.bench.load;

import java.time.Duration;

/**
 * A part of a load.
 *
 * @param perSecond calls that are sent, over 0
 * @param time how long
 */
public record Phase(double perSecond, Duration time) {

  /** Calls of this part. */
  long calls() {
    return Math.round(perSecond * time.toNanos() / 1e9);
  }
}
