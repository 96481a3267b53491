package dev.tenk.platform.database.replica;

import java.time.Duration;

/**
 * Keeps reads from a replica whose connections failed, until a probe of its own succeeds. Probes
 * are twice as far apart after each failure, up to a bound. Thread-safe; times are by {@link
 * System#nanoTime()}.
 */
final class Circuit {

  private final long firstPause;
  private final long longestPause;
  private volatile boolean open;
  private long pause;
  private long probeAt;

  Circuit(Duration firstPause, Duration longestPause) {
    this.firstPause = firstPause.toNanos();
    this.longestPause = longestPause.toNanos();
  }

  boolean isOpen() {
    return open;
  }

  /** A read's connection failed; answers whether the circuit was closed until now. */
  synchronized boolean failed(long now) {
    if (open) {
      return false;
    }
    open = true;
    pause = firstPause;
    probeAt = now + pause;
    return true;
  }

  synchronized boolean isProbeDue(long now) {
    return open && now - probeAt >= 0;
  }

  synchronized void probeFailed(long now) {
    pause = Math.min(pause * 2, longestPause);
    probeAt = now + pause;
  }

  synchronized void close() {
    open = false;
  }
}
