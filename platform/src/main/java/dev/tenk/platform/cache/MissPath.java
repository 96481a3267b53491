package dev.tenk.platform.cache;

import dev.tenk.platform.cache.memory.MemoryTier;
import dev.tenk.platform.cache.memory.Ticket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * What happens when memory has no answer: Redis, then a load, unless another process makes it. What
 * Redis has is given out by the thread on which it answers, which is most.
 */
final class MissPath<K, V> {

  private static final Logger LOG = Logger.getLogger(MissPath.class);
  private static final Duration FIRST_WAIT = Duration.ofMillis(5);
  private static final Duration LONGEST_WAIT = Duration.ofMillis(40);

  private final CacheDeclaration<K, V> declaration;
  private final CacheEngines engines;
  private final CacheConfig.Policy policy;
  private final MemoryTier<K, V> memory;
  private final CacheMetrics metrics;
  private final SharedReads<K, V> shared;
  private final KeptLoads<K, V> loads;

  MissPath(
      CacheDeclaration<K, V> declaration,
      CacheEngines engines,
      MemoryTier<K, V> memory,
      Lives<V> lives,
      CacheMetrics metrics) {
    this.declaration = declaration;
    this.engines = engines;
    this.policy = engines.policy(declaration.name());
    this.memory = memory;
    this.metrics = metrics;
    this.shared = new SharedReads<>(declaration, engines, lives, metrics);
    this.loads = new KeptLoads<>(declaration, engines, memory, lives, metrics);
  }

  /** Finds or loads the entry of a key, and keeps it where it may be kept. Does not block. */
  CompletionStage<Entry<V>> find(K key, ReadNeed need) {
    Ticket ticket = memory.ticket(key);
    if (!(need instanceof ReadNeed.Nothing)) {
      return onThread(() -> search(key, need, ticket, shared.await(key, need, ticket)));
    }
    return shared
        .find(key, ticket)
        .thenCompose(
            found -> {
              if (found.fresh() != null) {
                return CompletableFuture.completedFuture(keep(key, ticket, found.fresh(), found));
              }
              return found.isOfAnotherLoad()
                  ? onThread(() -> search(key, need, ticket, found))
                  : loads.start(key, ticket, found);
            });
  }

  private CompletionStage<Entry<V>> onThread(Supplier<Entry<V>> work) {
    return CompletableFuture.supplyAsync(work, engines.executor());
  }

  private Entry<V> search(K key, ReadNeed need, Ticket first, Found<V> asked) {
    Ticket ticket = first;
    Found<V> found = asked;
    long patience = engines.nanoTime() + policy.leasePatience().toNanos();
    Duration wait = FIRST_WAIT;
    while (found.isOfAnotherLoad()) {
      if (found.stale() != null && need instanceof ReadNeed.Nothing) {
        metrics.staleWhileAnotherLoads();
        return found.stale();
      }
      if (engines.nanoTime() - patience >= 0) {
        break;
      }
      engines.pause(wait);
      wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : LONGEST_WAIT;
      ticket = memory.ticket(key);
      found = shared.await(key, need, ticket);
    }
    if (found.fresh() == null) {
      return loads.load(key, need, ticket, found);
    }
    return keep(key, ticket, found.fresh(), found);
  }

  private Entry<V> keep(K key, Ticket ticket, Entry<V> fresh, Found<V> found) {
    memory.keep(key, fresh, ticket);
    if (found.lease() != null) {
      renew(key, ticket, found);
    }
    return fresh;
  }

  /** In the background: nobody needs to wait for it, or to be told that it failed. */
  private void renew(K key, Ticket ticket, Found<V> found) {
    metrics.refresh();
    loads
        .start(key, ticket, found)
        .whenComplete(
            (_, failure) -> {
              if (failure != null) {
                LOG.debugf("cache %s: a renewal failed: %s", declaration.name(), failure);
              }
            });
  }
}
