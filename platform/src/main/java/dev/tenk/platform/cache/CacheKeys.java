package dev.tenk.platform.cache;

import java.util.Optional;
import java.util.function.Function;

/**
 * Keys as text, by which they are known to other processes.
 *
 * @param write the text of a key, without line breaks
 * @param read the key of a text, or nothing where it is none
 * @param <K> type of a key
 */
public record CacheKeys<K>(Function<K, String> write, Function<String, Optional<K>> read) {

  /** Keys that are texts. */
  public static CacheKeys<String> text() {
    return new CacheKeys<>(Function.identity(), Optional::of);
  }
}
