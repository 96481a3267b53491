package dev.tenk.platform.revocation;

import dev.tenk.platform.redis.StreamBatch;
import dev.tenk.platform.redis.StreamFollower;
import io.quarkus.arc.properties.IfBuildProperty;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.redis.client.Redis;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Follows {@link RevocationLog}. A link that was lost goes on from the last entry that was seen, so
 * nothing that was added in the gap is missed.
 */
@Singleton
@IfBuildProperty(name = "tenk.revocation.enabled", stringValue = "true")
public final class RevocationFollower implements StreamFollower.Listener {

  private static final Duration PURGE_EVERY = Duration.ofSeconds(10);

  private final HeldRevocations held;
  private final RevocationMetrics metrics;
  private final RevocationConfig config;
  private final InstantSource clock;
  private final StreamFollower stream;
  private final Set<Revocation> seen = ConcurrentHashMap.newKeySet();

  private long purgedAtMillis;

  RevocationFollower(
      Redis redis,
      HeldRevocations held,
      RevocationMetrics metrics,
      RevocationConfig config,
      InstantSource clock) {
    this.held = held;
    this.metrics = metrics;
    this.config = config;
    this.clock = clock;
    this.stream =
        new StreamFollower(
            redis,
            new StreamFollower.Settings(
                RevocationLog.KEY,
                StreamFollower.From.WHERE_IT_ENDED,
                config.heartbeat(),
                config.lostAfter()),
            this);
  }

  void start(@Observes StartupEvent event) {
    metrics.show(held, this);
    stream.start();
  }

  void end(@Observes ShutdownEvent event) {
    stream.close();
  }

  /** Whether Redis was heard of within the last second. */
  public boolean isLinked() {
    return stream.isLinked();
  }

  /** How many links there were; a higher number than before means a gap, or a restart of Redis. */
  public int links() {
    return stream.links();
  }

  /** Whether Redis has told of this one. */
  public boolean hasSeen(Revocation revocation) {
    return seen.contains(revocation);
  }

  @Override
  public void linked(boolean isWhole) {}

  @Override
  public void lost(Exception reason) {
    metrics.linkLost();
  }

  @Override
  public void took(StreamBatch batch) {
    List<Revocation> revocations =
        batch.entries().stream()
            .filter(entry -> entry.field().equals(RevocationLog.FIELD))
            .map(entry -> Revocation.parse(entry.value()))
            .flatMap(Optional::stream)
            .toList();
    revocations.forEach(held::hold);
    seen.addAll(revocations);
    revocations.forEach(revocation -> metrics.arrived(revocation, clock.instant()));
    if (batch.isWhole() && batch.isOfAStream()) {
      held.markLoaded();
    }
    purge();
  }

  private void purge() {
    if (clock.millis() - purgedAtMillis > PURGE_EVERY.toMillis()) {
      purgedAtMillis = clock.millis();
      held.forgetExpired();
      Instant oldest = clock.instant().minus(config.keep());
      seen.removeIf(revocation -> revocation.at().isBefore(oldest));
    }
  }
}
