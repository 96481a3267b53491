package dev.tenk.platform.revocation;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;

/** How fast revocations arrive, how many are held, whether the link to them stands. */
@Singleton
@IfBuildProperty(name = "tenk.revocation.enabled", stringValue = "true")
final class RevocationMetrics {

  private final MeterRegistry registry;
  private final Timer spread;
  private final Counter tries;

  RevocationMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.spread = registry.timer("tenk.revocation.spread");
    this.tries = registry.counter("tenk.revocation.link.failures");
  }

  void show(HeldRevocations held, RevocationFollower follower) {
    registry.gauge("tenk.revocation.held", held, HeldRevocations::size);
    registry.gauge("tenk.revocation.linked", follower, it -> it.isLinked() ? 1 : 0);
  }

  /** From the decision to this pod; clocks of two machines may make it a little more or less. */
  void arrived(Revocation revocation, Instant now) {
    Duration took = Duration.between(revocation.at(), now);
    spread.record(took.isNegative() ? Duration.ZERO : took);
  }

  void linkLost() {
    tries.increment();
  }
}
