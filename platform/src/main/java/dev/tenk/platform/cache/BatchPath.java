package dev.tenk.platform.cache;

import dev.tenk.platform.cache.memory.MemoryTier;
import dev.tenk.platform.cache.memory.Ticket;
import dev.tenk.platform.cache.shared.Lease;
import dev.tenk.platform.cache.shared.StoredEntry;
import dev.tenk.platform.cache.shared.Taken;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Many keys at once: memory, then one round trip to Redis for the rest, then one query for what is
 * left. What others load meanwhile is loaded here too rather than waited for, and not filled in.
 */
final class BatchPath<K, V> {

  private final CacheDeclaration<K, V> declaration;
  private final CacheEngines engines;
  private final CacheConfig.Policy policy;
  private final MemoryTier<K, V> memory;
  private final Lives<V> lives;
  private final CacheMetrics metrics;

  BatchPath(
      CacheDeclaration<K, V> declaration,
      CacheEngines engines,
      MemoryTier<K, V> memory,
      Lives<V> lives,
      CacheMetrics metrics) {
    this.declaration = declaration;
    this.engines = engines;
    this.policy = engines.policy(declaration.name());
    this.memory = memory;
    this.lives = lives;
    this.metrics = metrics;
  }

  Map<K, V> find(Collection<K> keys, ReadNeed need, Function<K, @Nullable Entry<V>> peek) {
    Map<K, V> found = new LinkedHashMap<>();
    List<K> rest = new ArrayList<>();
    for (K key : new LinkedHashSet<>(keys)) {
      Entry<V> entry = peek.apply(key);
      if (entry == null || !entry.shows(need)) {
        metrics.memoryMiss();
        rest.add(key);
      } else if (entry.value() != null) {
        found.put(key, entry.value());
      }
    }
    if (!rest.isEmpty()) {
      // loads run outside requests: what they see is for all
      CompletableFuture.runAsync(() -> findShared(rest, need, found), engines.executor()).join();
    }
    return found;
  }

  private void findShared(List<K> keys, ReadNeed need, Map<K, V> found) {
    List<Ticket> tickets = keys.stream().map(memory::ticket).toList();
    String token = UUID.randomUUID().toString();
    List<Taken> taken =
        lives.useRedis()
            ? takeAll(keys, new Lease(token, policy.loadTimeout(), Duration.ofMillis(1)))
            : null;
    List<Missing<K>> missing = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      K key = keys.get(i);
      Ticket ticket = tickets.get(i);
      Taken one = taken == null ? Taken.NOTHING : taken.get(i);
      Optional<Entry<V>> entry = entry(one, ticket).filter(it -> it.shows(need));
      if (entry.isPresent()) {
        metrics.redisHit();
        memory.keep(key, entry.get(), ticket);
        entry.get().optional().ifPresent(value -> found.put(key, value));
      } else {
        if (taken != null) {
          metrics.redisMiss();
        }
        missing.add(
            new Missing<>(key, ticket, one.leased(), ticket.onPrimary() || one.changedLately()));
      }
    }
    if (!missing.isEmpty()) {
      load(missing, need, token, found);
    }
  }

  private record Missing<K>(K key, Ticket ticket, boolean leased, boolean onPrimary) {}

  private void load(List<Missing<K>> missing, ReadNeed need, String token, Map<K, V> found) {
    boolean onPrimary = missing.stream().anyMatch(Missing::onPrimary);
    List<K> keys = missing.stream().map(Missing::key).toList();
    long began = engines.nanoTime();
    ReadPositions.Seen<Map<K, V>> seen;
    try {
      seen =
          engines
              .positions()
              .read(onPrimary ? ReadNeed.NEWEST : need, () -> declaration.loadEach(keys));
    } catch (Exception e) {
      metrics.loadFailed(engines.nanoTime() - began);
      missing.stream()
          .filter(Missing::leased)
          .forEach(one -> engines.shared().release(declaration.nameOf(one.key()), token));
      if (e instanceof RuntimeException unchecked) {
        throw unchecked;
      }
      throw new LoadFailedException(declaration.name(), e);
    }
    metrics.loaded(engines.nanoTime() - began);
    for (Missing<K> one : missing) {
      V value = seen.value().get(one.key());
      Duration life = lives.loaded(value);
      Entry<V> entry =
          lives.entry(
              value,
              seen.position(),
              life,
              engines.coherence().isLinked(),
              one.ticket().generation(),
              engines.nanoTime());
      boolean kept = memory.keep(one.key(), entry, one.ticket());
      // what was heard to have changed meanwhile is not filled in either
      if (one.leased()) {
        var _ =
            kept
                ? engines
                    .shared()
                    .fill(
                        declaration.nameOf(one.key()),
                        token,
                        StoredEntry.write(value, seen.position(), declaration.codec()),
                        life,
                        lives.keptInRedis(value, life))
                : engines.shared().release(declaration.nameOf(one.key()), token);
      }
      if (value != null) {
        found.put(one.key(), value);
      }
    }
  }

  private Optional<Entry<V>> entry(Taken taken, Ticket ticket) {
    return taken.value() == null || taken.leftMillis() <= 0
        ? Optional.empty()
        : StoredEntry.read(taken.value(), declaration.codec())
            .map(
                stored ->
                    lives.entry(
                        stored.value(),
                        stored.seen(),
                        Duration.ofMillis(taken.leftMillis()),
                        engines.coherence().isLinked(),
                        ticket.generation(),
                        engines.nanoTime()));
  }

  private @Nullable List<Taken> takeAll(List<K> keys, Lease lease) {
    try {
      return engines
          .shared()
          .takeAll(keys.stream().map(declaration::nameOf).toList(), lease)
          .toCompletableFuture()
          .get(engines.config().redisPatience().toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException | TimeoutException e) {
      metrics.redisAway();
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }
}
