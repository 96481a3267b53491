package dev.tenk.platform.cache;

import dev.tenk.platform.cache.memory.Coherence;
import dev.tenk.platform.cache.memory.Ticket;
import dev.tenk.platform.cache.shared.Lease;
import dev.tenk.platform.cache.shared.SharedTier;
import dev.tenk.platform.cache.shared.StoredEntry;
import dev.tenk.platform.cache.shared.Taken;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** What Redis says of a key, and whether the load that may follow has its lease. */
final class SharedReads<K, V> {

  private static final Duration MORE_THAN_ANY_LIFE = Duration.ofDays(365);

  private final CacheDeclaration<K, V> declaration;
  private final CacheEngines engines;
  private final CacheConfig config;
  private final CacheConfig.Policy policy;
  private final SharedTier shared;
  private final Coherence coherence;
  private final Lives<V> lives;
  private final CacheMetrics metrics;

  SharedReads(
      CacheDeclaration<K, V> declaration,
      CacheEngines engines,
      Lives<V> lives,
      CacheMetrics metrics) {
    this.declaration = declaration;
    this.engines = engines;
    this.config = engines.config();
    this.policy = engines.policy(declaration.name());
    this.shared = engines.shared();
    this.coherence = engines.coherence();
    this.lives = lives;
    this.metrics = metrics;
  }

  /** For who needs to see nothing in particular. Does not block. */
  CompletionStage<Found<V>> find(K key, Ticket ticket) {
    if (!lives.useRedis()) {
      return CompletableFuture.completedFuture(Found.nothing());
    }
    Lease lease = lease(lives.renewedBelow());
    return engines
        .deadlines()
        .<@Nullable Taken>orElse(
            shared
                .take(declaration.nameOf(key), lease)
                .<@Nullable Taken>thenApply(it -> it)
                .toCompletableFuture(),
            null,
            config.redisPatience())
        .exceptionally(failure -> null)
        .thenApply(taken -> found(taken, ReadNeed.NOTHING, ticket, lease));
  }

  /** The same for any need. Blocking. */
  Found<V> await(K key, ReadNeed need, Ticket ticket) {
    if (!lives.useRedis()) {
      return Found.nothing();
    }
    if (need instanceof ReadNeed.Nothing) {
      return take(key, need, ticket, lives.renewedBelow());
    }
    // who must see more than the entry shows loads, whatever is left of its life
    Found<V> shown = take(key, need, ticket, null);
    return shown.fresh() != null || !shown.answered()
        ? shown
        : take(key, need, ticket, MORE_THAN_ANY_LIFE);
  }

  private Found<V> take(K key, ReadNeed need, Ticket ticket, @Nullable Duration below) {
    Lease lease = below == null ? null : lease(below);
    return found(await(shared.take(declaration.nameOf(key), lease)), need, ticket, lease);
  }

  private Lease lease(Duration below) {
    return new Lease(UUID.randomUUID().toString(), policy.loadTimeout(), below);
  }

  private Found<V> found(
      @Nullable Taken taken, ReadNeed need, Ticket ticket, @Nullable Lease lease) {
    if (taken == null) {
      metrics.redisAway();
      return Found.nothing();
    }
    Entry<V> entry = entry(taken, ticket);
    String token = lease != null && taken.leased() ? lease.token() : null;
    if (entry != null && taken.leftMillis() > 0 && entry.shows(need)) {
      metrics.redisHit();
      return new Found<>(entry, null, token, true, taken.changedLately());
    }
    metrics.redisMiss();
    return new Found<>(
        null,
        entry == null ? null : entry.inNeed(engines.nanoTime()),
        token,
        true,
        taken.changedLately());
  }

  private @Nullable Entry<V> entry(Taken taken, Ticket ticket) {
    if (taken.value() == null) {
      return null;
    }
    StoredEntry<V> stored = StoredEntry.read(taken.value(), declaration.codec()).orElse(null);
    return stored == null
        ? null
        : lives.entry(
            stored.value(),
            stored.seen(),
            Duration.ofMillis(taken.leftMillis()),
            coherence.isLinked(),
            ticket.generation(),
            engines.nanoTime());
  }

  /** The answer, or null where there is none in time. */
  private <T> @Nullable T await(CompletionStage<T> answer) {
    try {
      return answer
          .toCompletableFuture()
          .get(config.redisPatience().toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException | TimeoutException e) {
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }
}
