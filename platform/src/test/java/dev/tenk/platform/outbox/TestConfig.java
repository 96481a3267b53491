package dev.tenk.platform.outbox;

import java.time.Duration;

/** A small window, and times that a test can wait for. */
record TestConfig(Duration poll, Duration linger) implements OutboxConfig {

  @Override
  public int window() {
    return 4;
  }

  @Override
  public Duration lease() {
    return Duration.ofSeconds(3);
  }

  @Override
  public Duration maxRetryPause() {
    return Duration.ofSeconds(2);
  }
}
