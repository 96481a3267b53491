package dev.tenk.media.stream;

import dev.tenk.media.event.ChangeNotice;
import dev.tenk.media.medium.ChangePosition;
import dev.tenk.platform.http.ProblemException;
import dev.tenk.platform.id.ShardedId;
import dev.tenk.platform.redis.StreamBatch;
import dev.tenk.platform.redis.StreamFollower;
import dev.tenk.platform.token.RevocationCheck;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The streams of this pod: as many as its bounds allow, each told of changes that any pod made, and
 * ended when its time is over. Thread-safe; never blocks.
 */
@Singleton
public final class Streams implements StreamFollower.Listener {

  private static final Duration TICK = Duration.ofSeconds(1);
  private static final Duration LINK_HEARTBEAT = Duration.ofSeconds(1);
  private static final Duration LINK_LOST_AFTER = Duration.ofSeconds(3);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private final StreamConfig config;
  private final StateReader states;
  private final RevocationCheck revocations;
  private final StreamMetrics metrics;
  private final InstantSource clock;
  private final Vertx vertx;
  private final StreamFollower notices;

  private final Map<ShardedId, Set<Subscriber>> byOwner = new ConcurrentHashMap<>();
  private final Map<String, Integer> byParty = new ConcurrentHashMap<>();
  private final AtomicInteger open = new AtomicInteger();
  private volatile boolean draining;

  Streams(
      StreamConfig config,
      StateReader states,
      RevocationCheck revocations,
      StreamMetrics metrics,
      InstantSource clock,
      Vertx vertx,
      Redis redis) {
    this.config = config;
    this.states = states;
    this.revocations = revocations;
    this.metrics = metrics;
    this.clock = clock;
    this.vertx = vertx;
    this.notices =
        new StreamFollower(
            redis,
            new StreamFollower.Settings(
                ChangeNotice.STREAM, StreamFollower.From.NOW, LINK_HEARTBEAT, LINK_LOST_AFTER),
            this);
  }

  void start(@Observes StartupEvent event) {
    metrics.show(open::get, notices::isLinked);
    notices.start();
    vertx.setPeriodic(TICK.toMillis(), fired -> tick());
  }

  /** At the first sign of the end, while others can still be reached through the same address. */
  void drain(@Observes ShutdownDelayInitiatedEvent event) {
    draining = true;
    forEach(subscriber -> subscriber.end(Ending.DRAINED));
  }

  void stop(@Observes ShutdownEvent event) {
    notices.close();
  }

  /**
   * A stream of this topic. In a process that ends it ends at once, and its client comes again to
   * another one.
   *
   * @param seen the last event that the client knows of
   * @param loop where all that concerns the stream happens
   * @throws ProblemException 429 when the party, 503 when the pod has as many as it may
   */
  Subscriber open(Topic topic, Session session, @Nullable ChangePosition seen, Executor loop) {
    take(session.party());
    var subscriber = new Subscriber(topic, session, seen, loop, states, config, this::ended);
    byOwner.compute(
        topic.owner(),
        (owner, others) -> {
          Set<Subscriber> all = others == null ? ConcurrentHashMap.newKeySet() : others;
          all.add(subscriber);
          return all;
        });
    if (draining) {
      subscriber.execute(late -> late.end(Ending.DRAINED));
    }
    return subscriber;
  }

  @Override
  public void linked(boolean isWhole) {
    if (!isWhole) {
      forEach(Subscriber::missed);
    }
  }

  @Override
  public void took(StreamBatch batch) {
    if (!batch.isWhole()) {
      forEach(Subscriber::missed); // so many at once that the first may have been cut off
    }
    for (StreamBatch.Entry entry : batch.entries()) {
      ChangeNotice.read(entry.field(), entry.value()).ifPresent(this::tell);
    }
  }

  @Override
  public void lost(Exception reason) {}

  private void tell(ChangeNotice notice) {
    for (Subscriber subscriber : byOwner.getOrDefault(notice.owner(), Set.of())) {
      if (subscriber.topic().includes(notice.medium())) {
        subscriber.execute(told -> told.changed(notice.medium()));
      }
    }
  }

  private void tick() {
    Instant now = clock.instant();
    forEach(
        subscriber ->
            subscriber.tick(
                now, subscriber.session().caller().filter(revocations::isRevoked).isPresent()));
  }

  private void forEach(Consumer<Subscriber> task) {
    byOwner.values().forEach(all -> all.forEach(subscriber -> subscriber.execute(task)));
  }

  private void take(String party) {
    if (open.incrementAndGet() > config.perPod()) {
      open.decrementAndGet();
      metrics.refused("pod");
      throw ProblemException.unavailable(
          "too-many-streams", "There are as many streams as can be served here.", RETRY_AFTER);
    }
    int mine = byParty.merge(party, 1, Integer::sum);
    if (mine > config.perAccount()) {
      giveBack(party);
      metrics.refused("account");
      throw ProblemException.tooManyRequests(
          "At most %d streams may be open at a time.".formatted(config.perAccount()), RETRY_AFTER);
    }
  }

  private void giveBack(String party) {
    byParty.computeIfPresent(party, (name, streams) -> streams == 1 ? null : streams - 1);
    open.decrementAndGet();
  }

  private void ended(Subscriber subscriber) {
    byOwner.computeIfPresent(
        subscriber.topic().owner(),
        (owner, all) -> {
          all.remove(subscriber);
          return all.isEmpty() ? null : all;
        });
    giveBack(subscriber.session().party());
    if (subscriber.ending() instanceof Ending ending) {
      metrics.ended(ending);
    }
  }
}
