package dev.tenk.platform.cache;

import dev.tenk.platform.cache.codec.RecordCodec;
import dev.tenk.platform.cache.deadline.Deadlines;
import dev.tenk.platform.cache.shared.Change;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.redis.client.Redis;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** A process of a service, with a cache of things in front of a database that all pods share. */
final class Pod implements AutoCloseable {

  record Thing(String text) {}

  /** The database. */
  static final class Things {

    static final int MOST = 64;

    final Map<String, String> rows = new ConcurrentHashMap<>();
    final AtomicInteger loads = new AtomicInteger();
    final AtomicInteger queries = new AtomicInteger();
    volatile Runnable beforeAnswer = () -> {};

    Optional<Thing> load(String key) {
      loads.incrementAndGet();
      Optional<Thing> found = Optional.ofNullable(rows.get(key)).map(Thing::new);
      beforeAnswer.run();
      return found;
    }

    Map<String, Thing> loadAll(Collection<String> keys) {
      queries.incrementAndGet();
      loads.addAndGet(keys.size());
      Map<String, Thing> found =
          rows.entrySet().stream()
              .filter(row -> keys.contains(row.getKey()))
              .collect(Collectors.toMap(Map.Entry::getKey, row -> new Thing(row.getValue())));
      beforeAnswer.run();
      return found;
    }
  }

  final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  final Caches caches;
  private final Deadlines deadlines = new Deadlines(Runnable::run);
  final TieredCache<String, Thing> cache;

  Pod(Redis redis, Things things, CacheConfig config) {
    this(redis, things, config, ReadPositions.ofOneServer());
  }

  Pod(Redis redis, Things things, CacheConfig config, ReadPositions positions) {
    caches = new Caches(config, redis, "test", positions, deadlines, metrics, Clock.systemUTC());
    cache =
        caches.declare(
            CacheDeclaration.of(
                    "things",
                    CacheKeys.text(),
                    RecordCodec.of(Thing.class),
                    thing -> thing.text().length(),
                    things::load)
                .withLoadAll(Things.MOST, things::loadAll));
    caches.start();
  }

  /** What the key has, within a generous time. */
  Optional<String> get(String key) {
    return entry(key).optional().map(Thing::text);
  }

  Entry<Thing> entry(String key) {
    return join(cache.get(key).toCompletableFuture());
  }

  /** After the commit of a change. */
  void invalidate(String key) {
    join(
        caches
            .invalidate(
                List.of(new Change("things", key, UUID.randomUUID(), System.currentTimeMillis())))
            .toCompletableFuture());
  }

  double count(String name, String... tags) {
    return metrics.find(name).tags(tags).counters().stream()
        .mapToDouble(counter -> counter.count())
        .sum();
  }

  static <T> T join(CompletableFuture<T> future) {
    return future.orTimeout(Duration.ofSeconds(20).toMillis(), TimeUnit.MILLISECONDS).join();
  }

  @Override
  public void close() {
    caches.close();
    deadlines.close();
  }
}
