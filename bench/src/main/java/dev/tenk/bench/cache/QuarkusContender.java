package dev.tenk.bench.cache;

import io.quarkus.cache.Cache;
import io.quarkus.cache.redis.runtime.RedisCacheImpl;
import io.quarkus.cache.redis.runtime.RedisCacheInfo;
import io.quarkus.cache.runtime.caffeine.CaffeineCacheImpl;
import io.quarkus.cache.runtime.caffeine.CaffeineCacheInfo;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.redis.client.Redis;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * Quarkus's caches as {@code @CacheResult} calls them; the interceptor itself would come on top.
 * There is no cache with both tiers.
 */
final class QuarkusContender implements Contender {

  private static final Duration TTL = Duration.ofMinutes(5);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Cache cache;

  private QuarkusContender(Cache cache) {
    this.cache = cache;
  }

  static QuarkusContender caffeine() {
    var info = new CaffeineCacheInfo();
    info.name = "profile";
    info.maximumSize = 100_000L;
    info.expireAfterWrite = TTL;
    return new QuarkusContender(new CaffeineCacheImpl(info, false));
  }

  static QuarkusContender redis(Vertx vertx, Redis redis) {
    var info = new RedisCacheInfo();
    info.name = "profile";
    info.prefix = "quarkus:profile";
    info.expireAfterWrite = Optional.of(TTL);
    info.expireAfterAccess = Optional.empty();
    info.invalidationScanSize = OptionalInt.empty();
    info.keyType = String.class;
    info.valueType = Profile.class;
    return new QuarkusContender(new RedisCacheImpl(info, vertx, redis, () -> true));
  }

  @Override
  public Profile get(String key, Function<String, Profile> load) {
    return cache.get(key, load).await().atMost(PATIENCE);
  }

  @Override
  public void close() {
    // the engines are closed by who made them
  }
}
