package dev.tenk.platform.revocation;

import io.quarkus.arc.properties.IfBuildProperty;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Future;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Follows {@link RevocationLog} on a virtual thread and a connection of its own.
 *
 * <p>A blocking read returns what is new at once, and nothing after the heartbeat; a second without
 * an answer is a lost link, also where the TCP connection of a stopped Redis stays open. The next
 * link goes on from the last entry that was seen, so nothing that was added in the gap is missed.
 */
@Singleton
@IfBuildProperty(name = "tenk.revocation.enabled", stringValue = "true")
public final class RevocationFollower {

  private static final Logger LOG = Logger.getLogger(RevocationFollower.class);
  private static final Duration PURGE_EVERY = Duration.ofSeconds(10);

  private final Redis redis;
  private final HeldRevocations held;
  private final RevocationMetrics metrics;
  private final RevocationConfig config;
  private final InstantSource clock;
  private final Set<Revocation> seen = ConcurrentHashMap.newKeySet();
  private final Semaphore stop = new Semaphore(0);
  private final Thread thread = Thread.ofVirtual().name("revocations").unstarted(this::run);

  private volatile boolean running = true;
  private volatile boolean linked;
  private volatile int links;
  private String lastId = RevocationStream.START;
  private long purgedAtMillis;

  RevocationFollower(
      Redis redis,
      HeldRevocations held,
      RevocationMetrics metrics,
      RevocationConfig config,
      InstantSource clock) {
    this.redis = redis;
    this.held = held;
    this.metrics = metrics;
    this.config = config;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event) {
    metrics.show(held, this);
    thread.start();
  }

  void end(@Observes ShutdownEvent event) {
    running = false;
    stop.release();
    thread.interrupt();
  }

  /** Whether Redis was heard of within the last second. */
  public boolean isLinked() {
    return linked;
  }

  /** How many links there were; a higher number than before means a gap, or a restart of Redis. */
  public int links() {
    return links;
  }

  /** Whether Redis has told of this one. */
  public boolean hasSeen(Revocation revocation) {
    return seen.contains(revocation);
  }

  private void run() {
    while (running) {
      try {
        follow();
      } catch (InterruptedException e) {
        return;
      } catch (ExecutionException | TimeoutException | RuntimeException e) {
        lost(e);
      }
      try {
        var _ = stop.tryAcquire(config.heartbeat().toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void follow() throws InterruptedException, ExecutionException, TimeoutException {
    Future<RedisConnection> connecting = redis.connect();
    @Nullable RedisConnection connection = null;
    try {
      connection = await(connecting);
      var stream = new RevocationStream(connection, config.heartbeat());
      lastId = await(stream.resumeFrom(lastId));
      linked();
      while (running) {
        take(await(stream.read(lastId)));
      }
    } finally {
      linked = false;
      connecting.onSuccess(RevocationStream::abandon);
    }
  }

  private void take(RevocationStream.Batch batch) {
    batch.revocations().forEach(held::hold);
    seen.addAll(batch.revocations());
    batch.revocations().forEach(revocation -> metrics.arrived(revocation, clock.instant()));
    lastId = batch.lastId();
    if (batch.isWhole() && !lastId.equals(RevocationStream.START)) {
      held.markLoaded();
    }
    if (clock.millis() - purgedAtMillis > PURGE_EVERY.toMillis()) {
      purgedAtMillis = clock.millis();
      held.forgetExpired();
      Instant oldest = clock.instant().minus(config.keep());
      seen.removeIf(revocation -> revocation.at().isBefore(oldest));
    }
  }

  private void linked() {
    links++;
    linked = true;
    LOG.infof("following revocations from=%s", lastId);
  }

  private void lost(Exception e) {
    boolean silent = e instanceof TimeoutException;
    LOG.debugf("no link to the revocations: %s", silent ? "no answer" : e.getMessage());
    metrics.linkLost();
  }

  private <T> T await(Future<T> future)
      throws InterruptedException, ExecutionException, TimeoutException {
    return future
        .toCompletionStage()
        .toCompletableFuture()
        .get(config.lostAfter().toMillis(), TimeUnit.MILLISECONDS);
  }
}
