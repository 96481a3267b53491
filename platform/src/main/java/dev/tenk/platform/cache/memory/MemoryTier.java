package dev.tenk.platform.cache.memory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.tenk.platform.cache.Entry;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Entries in this process, bounded by their weight.
 *
 * <p>Who loads takes a {@linkplain #ticket ticket} first and shows it when the result is kept. An
 * invalidation first advances the key's stamp, then removes its entry; keeping compares the stamp
 * and puts the entry as one step of the key. So either the keeping comes after the stamp and keeps
 * nothing, or it comes before the removal and is undone by it: no result of a read that began
 * before an invalidation stays. Thread-safe.
 */
@RegisterForReflection(classNames = {MemoryTier.CAFFEINE_CACHE, MemoryTier.CAFFEINE_NODE})
public final class MemoryTier<K, V> {

  /**
   * What Caffeine makes, by name, for a cache that is bounded by weight and has entries that expire
   * (strong keys and values, a weigher, an expiry): native images have it only when it is named.
   */
  static final String CAFFEINE_CACHE = "com.github.benmanes.caffeine.cache.SSMWA";

  /** An entry of such a cache. */
  static final String CAFFEINE_NODE = "com.github.benmanes.caffeine.cache.PSWMW";

  private final Coherence coherence;
  private final Ticker ticker;
  private final long tombstoneNanos;
  private final Stamps stamps;
  private final Cache<K, Entry<V>> entries;

  /**
   * Empty.
   *
   * @param tombstone how long loads after an invalidation must read the primary
   */
  public MemoryTier(Coherence coherence, long maxBytes, Duration tombstone, Ticker ticker) {
    this.coherence = coherence;
    this.ticker = ticker;
    this.tombstoneNanos = tombstone.toNanos();
    this.stamps = new Stamps(ticker.read(), tombstoneNanos);
    this.entries =
        Caffeine.newBuilder()
            .maximumWeight(maxBytes)
            .weigher((K key, Entry<V> entry) -> entry.weight())
            .ticker(ticker)
            .executor(Runnable::run)
            .expireAfter(
                Expiry.<K, Entry<V>>writing(
                    (key, entry) -> Duration.ofNanos(entry.staleUntil() - ticker.read())))
            .build();
  }

  /** The entry of a key, also one whose time is over. */
  public @Nullable Entry<V> find(K key) {
    return entries.getIfPresent(key);
  }

  /** Whether an entry is an answer without need. */
  public boolean isFresh(Entry<V> entry, long now) {
    return entry.freshUntil() - now > 0 && entry.generation() == coherence.generation();
  }

  /** To be taken before anything is read for the key. */
  public Ticket ticket(K key) {
    long generation = coherence.generation();
    long stamp = stamps.of(key);
    boolean onPrimary =
        ticker.read() - stamp < tombstoneNanos
            || coherence.isLinked() && coherence.linkedNanos() < tombstoneNanos;
    return new Ticket(stamp, generation, onPrimary);
  }

  /** Keeps an entry, unless there was an invalidation since the ticket; answers whether. */
  public boolean keep(K key, Entry<V> entry, Ticket ticket) {
    Entry<V> kept =
        entries.asMap().compute(key, (same, before) -> isValid(same, ticket) ? entry : before);
    return kept == entry;
  }

  private boolean isValid(K key, Ticket ticket) {
    return stamps.of(key) == ticket.stamp() && coherence.generation() == ticket.generation();
  }

  /** What is kept or being read for the key counts no more. */
  public void invalidate(K key) {
    stamps.advance(key, ticker.read());
    entries.invalidate(key);
  }

  /** Bytes of all entries, roughly. */
  public long bytes() {
    return entries.policy().eviction().orElseThrow().weightedSize().orElse(0);
  }

  /** How many entries there are, roughly. */
  public long size() {
    return entries.estimatedSize();
  }
}
