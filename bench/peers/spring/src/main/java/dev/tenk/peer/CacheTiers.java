package dev.tenk.peer;

import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.cache.CacheManager;
import org.springframework.cache.caffeine.CaffeineCacheManager;
import org.springframework.cache.support.NoOpCacheManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.cache.RedisCacheManager;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.serializer.RedisSerializationContext.SerializationPair;
import org.springframework.data.redis.serializer.RedisSerializer;

/** Memory for two minutes, 16 MiB of each kind; Redis for five. */
@Configuration(proxyBeanMethods = false)
class CacheTiers {

  static final String PROFILE = "profile";
  static final String MEDIUM = "medium";
  static final String PAGE = "media-page";

  private static final Duration MEMORY = Duration.ofMinutes(2);
  private static final Duration REDIS = Duration.ofMinutes(5);
  private static final long BYTES = 16L << 20;
  private static final int BYTES_BESIDE_BODY = 200;

  @Bean
  @Primary
  @ConditionalOnProperty(name = "peer.cache", havingValue = "on")
  CacheManager memory() {
    var manager = new CaffeineCacheManager();
    for (String name : List.of(PROFILE, MEDIUM, PAGE)) {
      manager.registerCustomCache(
          name,
          Caffeine.newBuilder()
              .maximumWeight(BYTES)
              .weigher(
                  (Object key, Object value) ->
                      BYTES_BESIDE_BODY
                          + (value instanceof Answer answer ? answer.body().length : 0))
              .expireAfterWrite(MEMORY)
              .build());
    }
    return manager;
  }

  @Bean
  @ConditionalOnProperty(name = "peer.cache", havingValue = "on")
  CacheManager redis(RedisConnectionFactory connections) {
    return RedisCacheManager.builder(connections)
        .cacheDefaults(
            RedisCacheConfiguration.defaultCacheConfig()
                .entryTtl(REDIS)
                .prefixCacheNameWith("spring:")
                .serializeValuesWith(SerializationPair.fromSerializer(RedisSerializer.byteArray())))
        .build();
  }

  @Bean(name = {"memory", "redis"})
  @ConditionalOnProperty(name = "peer.cache", havingValue = "off")
  CacheManager none() {
    return new NoOpCacheManager();
  }
}
