package dev.tenk.platform.cache;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a cache has for a key: a value, or that there is none. Times are by {@link
 * System#nanoTime()}.
 *
 * @param value null where the loader found none
 * @param refreshAt when it is renewed in the background, if it is asked for
 * @param freshUntil when it is no answer any more but in need
 * @param staleUntil when it is no answer any more at all
 * @param seen what the load has seen at least, or null where that is not known
 * @param generation of the memory tier; see {@link dev.tenk.platform.cache.memory.Coherence}
 * @param weight bytes that it occupies, roughly
 * @param stale whether it is given out in need, after its time
 * @param <V> type of the value
 */
public record Entry<V>(
    @Nullable V value,
    long refreshAt,
    long freshUntil,
    long staleUntil,
    @Nullable Position seen,
    long generation,
    int weight,
    boolean stale) {

  /** The value, or nothing where there is none. */
  public Optional<V> optional() {
    return Optional.ofNullable(value);
  }

  /** Whether it shows what the caller must see. */
  public boolean shows(ReadNeed need) {
    return switch (need) {
      case ReadNeed.Nothing _ -> true;
      case ReadNeed.AtLeast(Position position) -> seen != null && seen.includes(position);
      case ReadNeed.Newest _ -> false;
    };
  }

  /** The same where it may be given out in need, else null. */
  @Nullable Entry<V> inNeed(long now) {
    return value != null && staleUntil - now > 0 ? asStale() : null;
  }

  Entry<V> asStale() {
    return stale
        ? this
        : new Entry<>(value, refreshAt, freshUntil, staleUntil, seen, generation, weight, true);
  }

  /** The same as an answer in need for some more time, but not beyond its end. */
  Entry<V> heldOn(long until, long ofGeneration) {
    long end = until - staleUntil < 0 ? until : staleUntil;
    return new Entry<>(value, end, end, staleUntil, seen, ofGeneration, weight, true);
  }
}
