package dev.tenk.platform.cache;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.tenk.platform.cache.deadline.Deadlines;
import dev.tenk.platform.cache.link.InvalidationLink;
import dev.tenk.platform.cache.memory.Coherence;
import dev.tenk.platform.cache.shared.Change;
import dev.tenk.platform.cache.shared.InvalidationStream;
import dev.tenk.platform.cache.shared.RedisCircuit;
import dev.tenk.platform.cache.shared.RedisTier;
import dev.tenk.platform.cache.shared.SharedTier;
import dev.tenk.platform.redis.StreamFollower;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.redis.client.Redis;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** The caches of a process and what they share. Thread-safe. */
public final class Caches implements AutoCloseable {

  /** After this time whoever committed a change has told all, or has failed to. */
  private static final Duration LATE = Duration.ofSeconds(2);

  private final CacheConfig config;
  private final InstantSource clock;
  private final ExecutorService queries;
  private final SharedTier shared;
  private final CacheEngines engines;
  private final StreamFollower follower;
  private final Map<String, TieredCache<?, ?>> declared = new ConcurrentHashMap<>();
  private final CarriedOut carriedOut = new CarriedOut();

  /**
   * Caches of a service.
   *
   * @param service names it in Redis
   * @param deadlines of waits; the caller's to close
   */
  public Caches(
      CacheConfig config,
      Redis redis,
      String service,
      ReadPositions positions,
      Deadlines deadlines,
      MeterRegistry metrics,
      InstantSource clock) {
    this.config = config;
    this.clock = clock;
    Ticker ticker = Ticker.systemTicker();
    var coherence = new Coherence(ticker);
    var circuit = new RedisCircuit(ticker::read);
    String sender = UUID.randomUUID().toString();
    var stream = new InvalidationStream("invalidations:" + service, sender);
    Executor executor =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("cache-", 0).factory());
    this.queries =
        Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("cache-query-", 0).factory());
    this.shared =
        new RedisTier(
            redis,
            executor,
            "c:" + service + ":",
            stream,
            circuit,
            deadlines,
            config.redisTimeout(),
            metrics);
    this.engines =
        new CacheEngines(
            config, shared, coherence, positions, executor, queries, deadlines, metrics, ticker);
    this.follower =
        new StreamFollower(
            redis,
            new StreamFollower.Settings(
                stream.key(), StreamFollower.From.NOW, config.heartbeat(), config.lostAfter()),
            new InvalidationLink(sender, coherence, circuit, this::heard));
    metrics.gauge("tenk.cache.linked", coherence, it -> it.isLinked() ? 1 : 0);
  }

  /** Begins to hear of invalidations. */
  public void start() {
    follower.start();
  }

  @Override
  public void close() {
    follower.close();
    queries.shutdown();
  }

  /** A cache of this process; there is one of each name. */
  public <K, V> TieredCache<K, V> declare(CacheDeclaration<K, V> declaration) {
    var cache = new TieredCache<>(declaration, engines);
    if (declared.putIfAbsent(declaration.name(), cache) != null) {
      throw new IllegalStateException("there are two caches " + declaration.name());
    }
    return cache;
  }

  /** Whether the invalidations of other processes are heard of. */
  public boolean isLinked() {
    return engines.coherence().isLinked();
  }

  /** Whether Redis is asked. */
  public boolean isRedisAvailable() {
    return shared.isAvailable();
  }

  /**
   * Invalidates what has changed: at once here, then in Redis, then everywhere. Completes when
   * Redis has done its part; fails when it has not in time.
   *
   * <p>What is read from Redis between the first and the second is of before, hence this process
   * drops it once more at the end.
   */
  public CompletionStage<Void> invalidate(List<Change> changes) {
    return carryOut(changes).thenRun(() -> carriedOut.add(changes));
  }

  private CompletionStage<Void> carryOut(List<Change> changes) {
    drop(changes);
    changes.forEach(change -> find(change.cache()).ifPresent(TieredCache::told));
    return shared
        .invalidate(changes, config.tombstone())
        .whenComplete((done, failure) -> drop(changes));
  }

  /**
   * Carries out a change that may have been carried out before: by the process that committed it,
   * unless that has died or Redis was away. Completes and fails as {@link #invalidate} does; at
   * once where it was this process.
   */
  public CompletionStage<Void> replay(Change change) {
    if (carriedOut.take(change)) {
      return CompletableFuture.completedFuture(null);
    }
    boolean late = clock.millis() - change.epochMillis() > LATE.toMillis();
    return shared
        .retract(change, config.tombstone())
        .thenCompose(
            isNew ->
                isNew || late
                    ? carryOut(List.of(change))
                    : CompletableFuture.completedFuture(null));
  }

  private void drop(List<Change> changes) {
    changes.forEach(change -> find(change.cache()).ifPresent(cache -> cache.drop(change.key())));
  }

  private void heard(InvalidationStream.Told told) {
    Change change = told.change();
    Duration after = Duration.ofMillis(clock.millis() - change.epochMillis());
    find(change.cache()).ifPresent(cache -> cache.heard(change, after));
  }

  private Optional<TieredCache<?, ?>> find(String name) {
    @Nullable TieredCache<?, ?> cache = declared.get(name);
    return Optional.ofNullable(cache);
  }
}
