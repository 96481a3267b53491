package dev.tenk.platform.cache;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.tenk.platform.cache.deadline.Deadlines;
import dev.tenk.platform.cache.memory.Coherence;
import dev.tenk.platform.cache.shared.SharedTier;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * What all caches of a process share.
 *
 * @param executor runs loads, each on a virtual thread of its own
 * @param queries runs the few queries in flight of keys that wait together, on threads of the
 *     platform: there an answer of the database wakes its thread, and no other on the way to it;
 *     these need to see nothing in particular, and so leave nothing with their threads
 * @param deadlines end waits
 * @param metrics where their metrics go
 * @param ticker nanoseconds
 */
public record CacheEngines(
    CacheConfig config,
    SharedTier shared,
    Coherence coherence,
    ReadPositions positions,
    Executor executor,
    Executor queries,
    Deadlines deadlines,
    MeterRegistry metrics,
    Ticker ticker) {

  CacheConfig.Policy policy(String cache) {
    CacheConfig.Policy policy = config.policies().get(cache);
    if (policy == null) {
      throw new IllegalStateException("no policy for the cache " + cache);
    }
    return policy;
  }

  long nanoTime() {
    return ticker.read();
  }

  double random() {
    return ThreadLocalRandom.current().nextDouble();
  }

  void pause(Duration time) {
    LockSupport.parkNanos(time.toNanos());
  }
}
