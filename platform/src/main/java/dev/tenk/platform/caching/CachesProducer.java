package dev.tenk.platform.caching;

import dev.tenk.platform.cache.CacheConfig;
import dev.tenk.platform.cache.Caches;
import dev.tenk.platform.cache.ReadPositions;
import dev.tenk.platform.cache.deadline.Deadlines;
import dev.tenk.platform.cache.invalidation.ChangeLog;
import dev.tenk.platform.cache.invalidation.Invalidations;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.properties.IfBuildProperty;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.redis.client.Redis;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.InstantSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The caches of this process and their invalidations, where the service caches. */
@Singleton
@IfBuildProperty(name = "tenk.cache.enabled", stringValue = "true")
public final class CachesProducer {

  @Produces
  @Singleton
  Caches caches(
      CacheConfig config,
      Redis redis,
      ReadPositions positions,
      Deadlines deadlines,
      MeterRegistry metrics,
      InstantSource clock,
      @ConfigProperty(name = "quarkus.application.name") String service) {
    return new Caches(config, redis, service, positions, deadlines, metrics, clock);
  }

  @Produces
  @Singleton
  Invalidations invalidations(
      ChangeLog log,
      TransactionSynchronizationRegistry transactions,
      Caches caches,
      CacheConfig config,
      InstantSource clock) {
    return new Invalidations(log, transactions, caches, config.redisPatience(), clock);
  }

  void start(@Observes StartupEvent event, Caches caches) {
    caches.start();
  }

  void stop(@Observes ShutdownEvent event, Caches caches) {
    caches.close();
  }
}
