package dev.tenk.bench.cache;

import dev.tenk.platform.cache.CacheConfig;
import dev.tenk.platform.cache.CacheDeclaration;
import dev.tenk.platform.cache.CacheKeys;
import dev.tenk.platform.cache.Caches;
import dev.tenk.platform.cache.Entry;
import dev.tenk.platform.cache.ReadNeed;
import dev.tenk.platform.cache.ReadPositions;
import dev.tenk.platform.cache.TieredCache;
import dev.tenk.platform.cache.codec.RecordCodec;
import dev.tenk.platform.cache.deadline.Deadlines;
import dev.tenk.platform.cache.shared.Change;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.redis.client.Redis;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** {@code platform/cache} as a service has it. */
final class TenkContender implements Contender {

  private static final String NAME = "profile";

  private final Deadlines deadlines = new Deadlines(Runnable::run);
  private final Caches caches;
  private final TieredCache<String, Profile> cache;
  private volatile Function<String, Profile> loader = Profile::of;

  TenkContender(Redis redis, Map<String, String> settings) {
    caches =
        new Caches(
            config(settings),
            redis,
            "bench",
            ReadPositions.ofOneServer(),
            deadlines,
            new SimpleMeterRegistry(),
            Clock.systemUTC());
    cache =
        caches.declare(
            CacheDeclaration.of(
                NAME,
                CacheKeys.text(),
                RecordCodec.of(Profile.class),
                profile -> 200,
                key -> Optional.of(loader.apply(key))));
    caches.start();
  }

  private static CacheConfig config(Map<String, String> settings) {
    return new SmallRyeConfigBuilder()
        .withMapping(CacheConfig.class)
        .withConverter(Duration.class, 200, new DurationConverter())
        .withConverter(MemorySize.class, 200, new MemorySizeConverter())
        .withDefaultValues(settings)
        .build()
        .getConfigMapping(CacheConfig.class);
  }

  boolean isLinked() {
    return caches.isLinked();
  }

  @Override
  public Profile get(String key, Function<String, Profile> load) {
    if (loader != load) {
      loader = load;
    }
    Entry<Profile> entry = cache.peek(key);
    return (entry == null ? cache.await(key, ReadNeed.NOTHING) : entry).optional().orElseThrow();
  }

  boolean hasInMemory(String key) {
    return cache.peek(key) != null;
  }

  /** Invalidates a key, and waits until Redis has its tombstone. */
  void invalidate(String key) {
    caches
        .invalidate(List.of(new Change(NAME, key, UUID.randomUUID(), System.currentTimeMillis())))
        .toCompletableFuture()
        .join();
  }

  @Override
  public void close() {
    caches.close();
    deadlines.close();
  }
}
