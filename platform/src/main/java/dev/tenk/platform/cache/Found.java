package dev.tenk.platform.cache;

import org.jspecify.annotations.Nullable;

/**
 * What Redis says of a key.
 *
 * @param fresh an answer, or null
 * @param stale an answer in need, or null
 * @param lease of this load, or null
 * @param answered whether it said anything
 * @param changedLately whether a replica may not have the last change yet
 */
record Found<V>(
    @Nullable Entry<V> fresh,
    @Nullable Entry<V> stale,
    @Nullable String lease,
    boolean answered,
    boolean changedLately) {

  /** Of a cache that is not in Redis, and when Redis does not answer. */
  static <V> Found<V> nothing() {
    return new Found<>(null, null, null, false, false);
  }

  boolean isOfAnotherLoad() {
    return answered && fresh == null && lease == null;
  }
}
