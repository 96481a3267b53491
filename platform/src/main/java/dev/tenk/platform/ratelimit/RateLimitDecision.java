package dev.tenk.platform.ratelimit;

import java.time.Duration;

/**
 * What a limit says to one more call.
 *
 * @param remaining how many more would fit now
 * @param retryAfter when the next one fits; zero where it fits now
 * @param resetAfter when the whole quota is there again
 */
record RateLimitDecision(
    boolean allowed, long remaining, Duration retryAfter, Duration resetAfter) {

  static RateLimitDecision ofMicros(boolean allowed, long remaining, long retry, long reset) {
    return new RateLimitDecision(allowed, remaining, micros(retry), micros(reset));
  }

  private static Duration micros(long micros) {
    return Duration.ofNanos(micros * 1_000);
  }
}
