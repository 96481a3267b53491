package dev.tenk.user.session;

import java.time.Duration;

/** The defaults of {@link SessionConfig}. */
final class SessionDefaults implements SessionConfig {

  @Override
  public Duration idleLifetime() {
    return Duration.ofDays(14);
  }

  @Override
  public Duration absoluteLifetime() {
    return Duration.ofDays(90);
  }

  @Override
  public Duration reuseGrace() {
    return Duration.ofSeconds(10);
  }

  @Override
  public Duration lastSeenEvery() {
    return Duration.ofMinutes(1);
  }

  @Override
  public int maxPerAccount() {
    return 100;
  }
}
