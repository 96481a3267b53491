package dev.tenk.platform.cache.memory;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * When keys were last invalidated, by the hash of the key: constant in size. Keys that share a
 * place share their invalidations, which costs a load and is never wrong. Thread-safe.
 */
final class Stamps {

  private static final int PLACES = 1 << 14;

  private final AtomicLongArray times = new AtomicLongArray(PLACES);

  Stamps(long now, long longAgoNanos) {
    for (int i = 0; i < PLACES; i++) {
      times.setPlain(i, now - longAgoNanos);
    }
  }

  long of(Object key) {
    return times.get(place(key));
  }

  /** A later stamp than any before, also within a nanosecond. */
  void advance(Object key, long now) {
    times.accumulateAndGet(
        place(key), now, (before, time) -> time - before > 0 ? time : before + 1);
  }

  private static int place(Object key) {
    int hash = key.hashCode() * 0x9E3779B9;
    return hash >>> Integer.SIZE - 14;
  }
}
