package dev.tenk.platform.cache.shared;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Keeps calls from a Redis that does not answer. Opens after some failures in a row, or when the
 * link is lost; lets one call through after a pause, which is twice as long after each failure, up
 * to a bound; closes when one succeeds. Thread-safe; a refused call costs a volatile read and a
 * comparison.
 */
public final class RedisCircuit {

  private static final int FAILURES = 5;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final LongSupplier nanoTime;
  private volatile boolean open;
  private volatile long nextTryAt;
  private long pause;
  private int failures;

  /** Closed. */
  public RedisCircuit(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Whether calls are kept away. */
  public boolean isOpen() {
    return open;
  }

  /** Whether this call may be made. */
  boolean allows() {
    return !open || nanoTime.getAsLong() - nextTryAt >= 0 && isTheTry();
  }

  private synchronized boolean isTheTry() {
    long now = nanoTime.getAsLong();
    if (!open || now - nextTryAt < 0) {
      return !open;
    }
    nextTryAt = now + pause;
    return true;
  }

  synchronized void succeeded() {
    failures = 0;
    open = false;
  }

  synchronized void failed() {
    failures++;
    if (open) {
      pause = Math.min(pause * 2, LONGEST_PAUSE.toNanos());
      nextTryAt = nanoTime.getAsLong() + pause;
    } else if (failures >= FAILURES) {
      open();
    }
  }

  /** The link is lost: do not ask until it is back, or a try succeeds. */
  public synchronized void open() {
    if (!open) {
      pause = FIRST_PAUSE.toNanos();
      nextTryAt = nanoTime.getAsLong() + pause;
      open = true;
    }
  }

  /** The link is back. */
  public synchronized void close() {
    succeeded();
  }
}
