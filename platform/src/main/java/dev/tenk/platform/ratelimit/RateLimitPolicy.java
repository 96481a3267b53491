package dev.tenk.platform.ratelimit;

import java.time.Duration;

/**
 * A limit: {@code quota} calls at once, then one each {@code window / quota}.
 *
 * @param by whose calls are counted together
 */
record RateLimitPolicy(String name, int quota, Duration window, RateLimitConfig.By by) {

  RateLimitPolicy {
    if (quota < 1 || window.toMillis() < 1) {
      throw new IllegalArgumentException(
          "tenk.rate-limit.\"" + name + "\": quota and window must be above zero");
    }
  }

  /** Microseconds after which one more call fits. */
  double emissionMicros() {
    return windowMicros() / (double) quota;
  }

  long windowMicros() {
    return window.toNanos() / 1_000;
  }
}
