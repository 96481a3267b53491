package dev.tenk.platform.cache;

import dev.tenk.platform.cache.memory.Coherence;
import dev.tenk.platform.cache.memory.MemoryTier;
import dev.tenk.platform.cache.memory.Ticket;
import dev.tenk.platform.cache.shared.Lease;
import dev.tenk.platform.cache.shared.SharedTier;
import dev.tenk.platform.cache.shared.StoredEntry;
import dev.tenk.platform.cache.shared.Taken;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What happens when memory has no answer: Redis, then the loader under a lease, then both tiers are
 * filled. What Redis has is given out by the thread on which it answers, which is most; for the
 * rest a virtual thread blocks.
 */
final class MissPath<K, V> {

  private static final Logger LOG = Logger.getLogger(MissPath.class);

  /** In which one of the loads in flight ends, unless the database is slow. */
  private static final Duration LOAD_PATIENCE = Duration.ofMillis(30);

  private static final Duration FIRST_WAIT = Duration.ofMillis(5);
  private static final Duration LONGEST_WAIT = Duration.ofMillis(40);
  private static final Duration MORE_THAN_ANY_LIFE = Duration.ofDays(365);

  private final CacheDeclaration<K, V> declaration;
  private final CacheConfig config;
  private final CacheConfig.Policy policy;
  private final MemoryTier<K, V> memory;
  private final SharedTier shared;
  private final Coherence coherence;
  private final ReadPositions positions;
  private final Lives<V> lives;
  private final CacheMetrics metrics;
  private final CacheEngines engines;
  private final GatheredLoads<K, V> gathered;

  MissPath(
      CacheDeclaration<K, V> declaration,
      CacheEngines engines,
      MemoryTier<K, V> memory,
      Lives<V> lives,
      CacheMetrics metrics) {
    this.declaration = declaration;
    this.engines = engines;
    this.config = engines.config();
    this.policy = engines.policy(declaration.name());
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
            engines.executor(),
            policy.loadsInFlight(),
            () -> engines.deadlines().orElse(new CompletableFuture<>(), true, LOAD_PATIENCE));
  }

  /** Finds or loads the entry of a key, and keeps it where it may be kept. Does not block. */
  CompletionStage<Entry<V>> find(K key, ReadNeed need) {
    Ticket ticket = memory.ticket(key);
    if (!(need instanceof ReadNeed.Nothing)) {
      return onThread(() -> search(key, need, ticket, ask(key, need, ticket)));
    }
    Lease lease = lease(lives.renewedBelow());
    return engines
        .deadlines()
        .<@Nullable Taken>orElse(
            shared
                .take(name(key), lease)
                .<@Nullable Taken>thenApply(it -> it)
                .toCompletableFuture(),
            null,
            config.redisPatience())
        .exceptionally(failure -> null)
        .thenCompose(
            taken -> {
              Found<V> found = found(taken, need, ticket, lease);
              if (found.fresh() != null) {
                return CompletableFuture.completedFuture(keep(key, ticket, found.fresh(), found));
              }
              return declaration.loadAll() == null
                      || found.isOfAnotherLoad()
                      || mustSeeNewest(ticket, found)
                  ? onThread(() -> search(key, need, ticket, found))
                  : gather(key, ticket, found);
            });
  }

  private CompletionStage<Entry<V>> gather(K key, Ticket ticket, Found<V> found) {
    long began = engines.nanoTime();
    return gathered
        .load(key)
        .handle(
            (seen, failure) ->
                failure == null
                    ? loaded(key, ReadNeed.NOTHING, ticket, found, began, seen)
                    : failed(key, ReadNeed.NOTHING, ticket, found, began, failure));
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
      found = ask(key, need, ticket);
    }
    if (found.fresh() == null) {
      return load(key, need, ticket, found);
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
    engines
        .executor()
        .execute(
            () -> {
              try {
                load(key, ReadNeed.NOTHING, ticket, found);
              } catch (RuntimeException e) {
                LOG.debugf("cache %s: a renewal failed: %s", declaration.name(), e);
              }
            });
  }

  private Found<V> ask(K key, ReadNeed need, Ticket ticket) {
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
    return found(await(shared.take(name(key), lease)), need, ticket, lease);
  }

  private Lease lease(Duration below) {
    return new Lease(UUID.randomUUID().toString(), policy.loadTimeout(), below);
  }

  private Found<V> found(
      @Nullable Taken taken, ReadNeed need, Ticket ticket, @Nullable Lease lease) {
    if (taken == null) {
      metrics.redisAway();
      return new Found<>(null, null, null, false, false);
    }
    Entry<V> entry = entry(taken, ticket);
    String token = lease != null && taken.leased() ? lease.token() : null;
    if (entry != null && taken.leftMillis() > 0 && entry.shows(need)) {
      metrics.redisHit();
      return new Found<>(entry, null, token, true, taken.changedLately());
    }
    metrics.redisMiss();
    return new Found<>(null, inNeed(entry), token, true, taken.changedLately());
  }

  /** The same where it may be given out in need. */
  private @Nullable Entry<V> inNeed(@Nullable Entry<V> entry) {
    return entry != null && entry.value() != null && entry.staleUntil() - engines.nanoTime() > 0
        ? entry.asStale()
        : null;
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

  private Entry<V> load(K key, ReadNeed need, Ticket ticket, Found<V> found) {
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

  private boolean mustSeeNewest(Ticket ticket, Found<V> found) {
    return ticket.onPrimary() || found.changedLately();
  }

  private Entry<V> failed(
      K key, ReadNeed need, Ticket ticket, Found<V> found, long began, Throwable failure) {
    metrics.loadFailed(engines.nanoTime() - began);
    if (found.lease() != null) {
      var _ = shared.release(name(key), found.lease());
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
    Duration life = lives.inRedis(value);
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
        var _ = shared.release(name(key), found.lease());
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
            .fill(name(key), lease, bytes, life, kept)
            .thenAccept(
                filled -> {
                  if (!filled) {
                    metrics.fillRefused();
                  }
                });
  }

  /** An older value, held on for a moment so that a database that is away is not asked by all. */
  private Entry<V> inNeed(K key, ReadNeed need, Ticket ticket, Found<V> found, Throwable failure) {
    Entry<V> old = found.stale() != null ? found.stale() : inNeed(memory.find(key));
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

  private String name(K key) {
    return declaration.name() + ":" + declaration.keys().write().apply(key);
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
