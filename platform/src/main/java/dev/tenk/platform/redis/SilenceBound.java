package dev.tenk.platform.redis;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Tells a peer that says nothing from a process that could not listen.
 *
 * <p>Where the whole process was stopped, by a collection or by the quota of its container, its
 * clocks went on: a wait is over when it goes on, while the answer that came meanwhile lies in the
 * socket. So the bound is waited for in parts, one after the other. A stop of any length ends one
 * of them, and what is left is time in which the answer can be read.
 */
final class SilenceBound {

  private static final int PARTS = 4;

  private SilenceBound() {}

  /**
   * The answer.
   *
   * @param bound of the silence, while this process runs
   * @throws TimeoutException when there was none
   */
  static <T> T await(Future<T> answer, Duration bound)
      throws InterruptedException, ExecutionException, TimeoutException {
    for (int part = 1; part < PARTS; part++) {
      try {
        return get(answer, bound);
      } catch (TimeoutException e) {
        // the next part
      }
    }
    return get(answer, bound);
  }

  private static <T> T get(Future<T> answer, Duration bound)
      throws InterruptedException, ExecutionException, TimeoutException {
    return answer.get(bound.toNanos() / PARTS, TimeUnit.NANOSECONDS);
  }
}
