package dev.tenk.platform.database.redis;

import dev.tenk.platform.cache.deadline.Deadlines;
import dev.tenk.platform.database.consistency.ConsistencyConfig;
import dev.tenk.platform.database.consistency.RecentWrites;
import dev.tenk.platform.database.replica.ReplicaConfig;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** The memory of last writes: Redis where the service has it, else none. */
@Singleton
public final class RecentWritesProducer {

  private @Nullable RedisMemory memory;

  @Produces
  @Singleton
  RecentWrites recentWrites(
      Instance<ReactiveRedisDataSource> redis,
      ReplicaConfig replicas,
      ConsistencyConfig config,
      Deadlines deadlines,
      @ConfigProperty(name = "quarkus.application.name") String service) {
    if (replicas.urls().isEmpty() || !redis.isResolvable()) {
      return new NoRecentWrites();
    }
    memory = new RedisMemory(redis.get().getRedis(), config.lifetime());
    memory.start();
    return new RedisRecentWrites(
        redis.get(), memory, deadlines, service, config.storeTimeout(), config.lifetime());
  }

  @PreDestroy
  void close() throws InterruptedException {
    if (memory != null) {
      memory.close();
    }
  }
}
