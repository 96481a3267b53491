package dev.tenk.platform.cache;

import dev.tenk.platform.cache.memory.Coherence;
import dev.tenk.platform.cache.memory.MemoryTier;
import dev.tenk.platform.cache.memory.Ticket;
import dev.tenk.platform.cache.shared.SharedTier;
import dev.tenk.platform.cache.shared.StoredEntry;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Loads a key from the database and fills both tiers; where that fails, an older value is given
 * out.
 */
final class KeptLoads<K, V> {

  /** In which one of the loads in flight ends, unless the database is slow. */
  private static final Duration PATIENCE = Duration.ofMillis(30);

  private final CacheDeclaration<K, V> declaration;
  private final CacheEngines engines;
  private final CacheConfig config;
  private final MemoryTier<K, V> memory;
  private final SharedTier shared;
  private final Coherence coherence;
  private final ReadPositions positions;
  private final Lives<V> lives;
  private final CacheMetrics metrics;
  private final GatheredLoads<K, V> gathered;

  KeptLoads(
      CacheDeclaration<K, V> declaration,
      CacheEngines engines,
      MemoryTier<K, V> memory,
      Lives<V> lives,
      CacheMetrics metrics) {
    this.declaration = declaration;
    this.engines = engines;
    this.config = engines.config();
    this.memory = memory;
    this.shared = engines.shared();
    this.coherence = engines.coherence();
    this.positions = engines.positions();
    this.lives = lives;
    this.metrics = metrics;
    this.gathered =
        new GatheredLoads<>(
            declaration,
            positions,
            engines.queries(),
            engines.executor(),
            engines.policy(declaration.name()).loadsInFlight(),
            () -> engines.deadlines().orElse(new CompletableFuture<>(), true, PATIENCE));
  }

  /** For who needs to see nothing in particular: with others where that may be. Does not block. */
  CompletionStage<Entry<V>> start(K key, Ticket ticket, Found<V> found) {
    if (declaration.loadAll() == null || mustSeeNewest(ticket, found)) {
      return CompletableFuture.supplyAsync(
          () -> load(key, ReadNeed.NOTHING, ticket, found), engines.executor());
    }
    long began = engines.nanoTime();
    return gathered
        .load(key)
        .handle(
            (seen, failure) ->
                failure == null
                    ? loaded(key, ReadNeed.NOTHING, ticket, found, began, seen)
                    : failed(key, ReadNeed.NOTHING, ticket, found, began, failure));
  }

  /** For any need, by itself. Blocking. */
  Entry<V> load(K key, ReadNeed need, Ticket ticket, Found<V> found) {
    ReadNeed must = mustSeeNewest(ticket, found) ? ReadNeed.NEWEST : need;
    long began = engines.nanoTime();
    ReadPositions.Seen<Optional<V>> seen;
    try {
      seen = positions.read(must, () -> declaration.load().apply(key));
    } catch (Exception e) {
      return failed(key, need, ticket, found, began, e);
    }
    return loaded(key, need, ticket, found, began, seen);
  }

  private static boolean mustSeeNewest(Ticket ticket, Found<?> found) {
    return ticket.onPrimary() || found.changedLately();
  }

  private Entry<V> failed(
      K key, ReadNeed need, Ticket ticket, Found<V> found, long began, Throwable failure) {
    metrics.loadFailed(engines.nanoTime() - began);
    if (found.lease() != null) {
      var _ = shared.release(declaration.nameOf(key), found.lease());
    }
    return inNeed(key, need, ticket, found, failure);
  }

  private Entry<V> loaded(
      K key,
      ReadNeed need,
      Ticket ticket,
      Found<V> found,
      long began,
      ReadPositions.Seen<Optional<V>> seen) {
    metrics.loaded(engines.nanoTime() - began);
    V value = seen.value().orElse(null);
    Duration life = lives.loaded(value);
    Entry<V> entry =
        lives.entry(
            value,
            atLeast(need, seen.position()),
            life,
            coherence.isLinked(),
            ticket.generation(),
            engines.nanoTime());
    boolean kept = memory.keep(key, entry, ticket);
    if (found.lease() != null) {
      if (kept) {
        fill(key, entry, life, found.lease());
      } else {
        // what was heard to have changed meanwhile is not filled in either
        metrics.fillRefused();
        var _ = shared.release(declaration.nameOf(key), found.lease());
      }
    }
    return entry;
  }

  /** What was needed has been seen in any case. */
  private static @Nullable Position atLeast(ReadNeed need, @Nullable Position seen) {
    return need instanceof ReadNeed.AtLeast(Position needed)
            && (seen == null || !seen.includes(needed))
        ? needed
        : seen;
  }

  /** Fills Redis; nobody waits for that. */
  private void fill(K key, Entry<V> entry, Duration life, String lease) {
    byte[] bytes = StoredEntry.write(entry.value(), entry.seen(), declaration.codec());
    Duration kept = lives.keptInRedis(entry.value(), life);
    var _ =
        shared
            .fill(declaration.nameOf(key), lease, bytes, life, kept)
            .thenAccept(
                filled -> {
                  if (!filled) {
                    metrics.fillRefused();
                  }
                });
  }

  /** An older value, held on for a moment so that a database that is away is not asked by all. */
  private Entry<V> inNeed(K key, ReadNeed need, Ticket ticket, Found<V> found, Throwable failure) {
    Entry<V> inMemory = memory.find(key);
    Entry<V> old =
        found.stale() != null || inMemory == null
            ? found.stale()
            : inMemory.inNeed(engines.nanoTime());
    if (old == null || !(need instanceof ReadNeed.Nothing)) {
      if (failure instanceof RuntimeException unchecked) {
        throw unchecked;
      }
      if (failure instanceof Error error) {
        throw error;
      }
      throw new LoadFailedException(declaration.name(), failure);
    }
    metrics.staleForFailedLoad();
    Entry<V> heldOn =
        old.heldOn(engines.nanoTime() + config.unlinkedTtl().toNanos(), ticket.generation());
    memory.keep(key, heldOn, ticket);
    return heldOn;
  }
}
