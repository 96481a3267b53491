package dev.tenk.worker.image;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Bounds the pixels that are decoded at the same time, and so the memory: small pictures go in
 * parallel, of the largest ones there is one at a time. First come, first served.
 */
final class DecodeAdmission {

  private static final int PIXELS_PER_PERMIT = 1024;

  private final int permits;
  private final Semaphore semaphore;

  DecodeAdmission(long pixels) {
    permits = permitsFor(pixels);
    semaphore = new Semaphore(permits, true);
  }

  /**
   * Waits for room.
   *
   * @return false when there was none in time, or the thread was interrupted (its flag stays set)
   */
  boolean enter(long pixels, Duration limit) {
    try {
      return semaphore.tryAcquire(
          Math.min(permits, permitsFor(pixels)), limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  void leave(long pixels) {
    semaphore.release(Math.min(permits, permitsFor(pixels)));
  }

  private static int permitsFor(long pixels) {
    return (int) Math.min(Integer.MAX_VALUE, 1 + pixels / PIXELS_PER_PERMIT);
  }
}
