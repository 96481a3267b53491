package dev.tenk.platform.cache;

import dev.tenk.platform.cache.memory.MemoryTier;
import dev.tenk.platform.cache.shared.Change;
import io.micrometer.core.instrument.Gauge;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Values by key: from memory, else from Redis, else from the database.
 *
 * <p>For each key one load is in flight in a process, and as a rule one in all of them; those who
 * came later wait for it. An entry in the last part of its life is renewed in the background. When
 * a value cannot be had, an older one is given out, up to a bound; never one that was invalidated
 * as far as this process knows. Thread-safe; no method blocks but those that say so.
 *
 * @param <K> type of a key
 * @param <V> type of a value
 */
public final class TieredCache<K, V> {

  private final CacheDeclaration<K, V> declaration;
  private final CacheEngines engines;
  private final CacheConfig.Policy policy;
  private final MemoryTier<K, V> memory;
  private final CacheMetrics metrics;
  private final MissPath<K, V> missPath;
  private final BatchPath<K, V> batchPath;
  private final ConcurrentMap<K, CompletableFuture<Entry<V>>> flights = new ConcurrentHashMap<>();

  /** Empty. */
  public TieredCache(CacheDeclaration<K, V> declaration, CacheEngines engines) {
    this.declaration = declaration;
    this.engines = engines;
    this.policy = engines.policy(declaration.name());
    this.metrics = new CacheMetrics(engines.metrics(), declaration.name());
    this.memory =
        new MemoryTier<>(
            engines.coherence(),
            policy.maxBytes().asLongValue(),
            Lives.longestInMemory(policy),
            engines.config().tombstone(),
            engines.ticker());
    Lives<V> lives = new Lives<>(engines.config(), policy, declaration.weigh(), engines::random);
    this.missPath = new MissPath<>(declaration, engines, memory, lives, metrics);
    this.batchPath = new BatchPath<>(declaration, engines, memory, lives, metrics);
    Gauge.builder("tenk.cache.bytes", memory, MemoryTier::bytes)
        .tag("cache", declaration.name())
        .register(engines.metrics());
    Gauge.builder("tenk.cache.entries", memory, MemoryTier::size)
        .tag("cache", declaration.name())
        .register(engines.metrics());
  }

  /** Its name in configuration, metrics and Redis. */
  public String name() {
    return declaration.name();
  }

  /**
   * The entry in memory, or null where there is none that is fresh. For those who need to see
   * nothing in particular; allocates nothing.
   */
  public @Nullable Entry<V> peek(K key) {
    Entry<V> entry = memory.find(key);
    long now = engines.nanoTime();
    if (entry == null || !memory.isFresh(entry, now)) {
      return null;
    }
    if (now - entry.refreshAt() >= 0) {
      refresh(key);
    }
    metrics.memoryHit();
    return entry;
  }

  /**
   * Whether what is read beside this cache, of the same rows, may lack the last change of the key:
   * then others should not keep it. Never blocks.
   */
  public boolean changedLately(K key) {
    return memory.changedLately(key);
  }

  /** The entry of a key, for those who need to see nothing in particular. */
  public CompletionStage<Entry<V>> get(K key) {
    return get(key, ReadNeed.NOTHING);
  }

  /**
   * The entry of a key.
   *
   * <p>Fails as the loader does where there is nothing to give out instead, and with a {@link
   * java.util.concurrent.TimeoutException} when that takes too long.
   */
  public CompletionStage<Entry<V>> get(K key, ReadNeed need) {
    return switch (need) {
      case ReadNeed.Nothing _ -> {
        Entry<V> entry = peek(key);
        yield entry == null ? missed(key) : CompletableFuture.completedFuture(entry);
      }
      case ReadNeed.AtLeast _ -> {
        Entry<V> entry = peek(key);
        yield entry != null && entry.shows(need)
            ? CompletableFuture.completedFuture(entry)
            : needed(key, need);
      }
      // a load that is in flight may have begun too early
      case ReadNeed.Newest _ -> inTime(start(key, need, false));
    };
  }

  /** As {@link #get(Object, ReadNeed)}, for those who may block. */
  public Entry<V> await(K key, ReadNeed need) {
    try {
      return get(key, need).toCompletableFuture().join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException unchecked) {
        throw unchecked;
      }
      throw new LoadFailedException(name(), e.getCause() == null ? e : e.getCause());
    }
  }

  /**
   * The values of many keys, of those that have one: one round trip and one query at most.
   * Blocking.
   */
  public Map<K, V> getAll(Collection<K> keys, ReadNeed need) {
    return batchPath.find(keys, need, this::peek);
  }

  private CompletionStage<Entry<V>> missed(K key) {
    metrics.memoryMiss();
    CompletableFuture<Entry<V>> flight = fly(key, ReadNeed.NOTHING);
    Entry<V> old = memory.find(key);
    Entry<V> stale = old == null ? null : old.inNeed(engines.nanoTime());
    if (stale == null || stale.generation() != engines.coherence().generation()) {
      return inTime(flight.copy());
    }
    return engines
        .deadlines()
        .orElse(flight.copy(), stale, policy.loadPatience())
        .whenComplete(
            (entry, failure) -> {
              if (entry == stale) {
                metrics.staleForSlowLoad();
              }
            });
  }

  private CompletionStage<Entry<V>> needed(K key, ReadNeed need) {
    metrics.needUnmet();
    return inTime(fly(key, need).copy())
        .thenCompose(
            entry ->
                entry.shows(need)
                    ? CompletableFuture.completedFuture(entry)
                    : inTime(start(key, need, false)));
  }

  private void refresh(K key) {
    if (!flights.containsKey(key)) {
      metrics.refresh();
      var _ = fly(key, ReadNeed.NOTHING);
    }
  }

  private CompletableFuture<Entry<V>> fly(K key, ReadNeed need) {
    CompletableFuture<Entry<V>> flying = flights.get(key);
    return flying == null ? start(key, need, true) : flying;
  }

  private CompletableFuture<Entry<V>> start(K key, ReadNeed need, boolean joinable) {
    var flight = new CompletableFuture<Entry<V>>();
    if (joinable) {
      CompletableFuture<Entry<V>> other = flights.putIfAbsent(key, flight);
      if (other != null) {
        return other;
      }
    }
    find(key, need)
        .whenComplete(
            (entry, failure) -> {
              flights.remove(key, flight);
              if (failure == null) {
                flight.complete(entry);
              } else {
                flight.completeExceptionally(causeOf(failure));
              }
            });
    return flight;
  }

  private CompletionStage<Entry<V>> find(K key, ReadNeed need) {
    try {
      return missPath.find(key, need);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private static Throwable causeOf(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }

  private CompletableFuture<Entry<V>> inTime(CompletableFuture<Entry<V>> wait) {
    return engines.deadlines().orTimeout(wait, policy.loadTimeout());
  }

  /** What memory has of the key counts no more, nor does what is being loaded. */
  void invalidate(K key) {
    memory.invalidate(key);
    flights.remove(key);
  }

  void drop(String key) {
    key(key).ifPresent(this::invalidate);
  }

  /** Another process says that a value has changed, some time ago. */
  void heard(Change change, Duration after) {
    metrics.invalidationReceived(after);
    K key = key(change.key()).orElse(null);
    if (key == null) {
      return;
    }
    boolean held = memory.find(key) != null;
    invalidate(key);
    if (held) {
      var _ = engines.shared().retract(change, engines.config().tombstone());
    }
  }

  /** This process tells the others. */
  void told() {
    metrics.invalidationSent();
  }

  /** The key of a text, or nothing where the text is not one. */
  public Optional<K> key(String text) {
    return declaration.keys().read().apply(text);
  }

  /** The key as text. */
  public String text(K key) {
    return declaration.keys().write().apply(key);
  }
}
