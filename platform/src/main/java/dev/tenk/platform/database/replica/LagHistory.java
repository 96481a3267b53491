package dev.tenk.platform.database.replica;

import java.time.Duration;

/**
 * Where the primary was when: tells by how much time a replica lags, on this process's clock alone
 * and also while nothing is written. Thread-safe.
 */
final class LagHistory {

  private final long[] times;
  private final long[] positions;
  private int written;

  /** Remembers samples for this long. */
  LagHistory(Duration span, Duration poll) {
    int samples = (int) (span.toNanos() / Math.max(1, poll.toNanos())) * 2 + 8;
    times = new long[samples];
    positions = new long[samples];
  }

  /** The primary was there at this time, by {@link System#nanoTime()}. */
  synchronized void sample(long now, long lsn) {
    int slot = written % times.length;
    times[slot] = now;
    positions[slot] = lsn;
    written++;
  }

  /**
   * Nanoseconds since the replica had all that the primary had: how old what it shows may be. Zero
   * for one that has all that is known; {@link Long#MAX_VALUE} for one that has less than is
   * remembered.
   */
  synchronized long lagOf(long replayed) {
    if (written == 0) {
      return 0;
    }
    int newest = written - 1;
    int oldest = Math.max(0, written - times.length);
    long newestTime = times[newest % times.length];
    for (int i = newest; i >= oldest; i--) {
      if (Long.compareUnsigned(positions[i % times.length], replayed) <= 0) {
        return newestTime - times[i % times.length];
      }
    }
    return Long.MAX_VALUE;
  }
}
