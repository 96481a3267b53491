package dev.tenk.platform.cache.deadline;

import io.netty.util.HashedWheelTimer;
import io.netty.util.Timeout;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Ends waits that take too long, up to {@link #TICK} late. {@link CompletableFuture}'s own
 * deadlines wake a thread when they are set and when they are lifted: nearly all are lifted, within
 * a millisecond, several in each request. These turn on a wheel that looks at them when a tick is
 * over (Varghese and Lauck, "Hashed and Hierarchical Timing Wheels"). Thread-safe; never blocks.
 */
public final class Deadlines implements AutoCloseable {

  /** How exact they are. */
  public static final Duration TICK = Duration.ofMillis(10);

  private static final int SPOKES = 512;

  /** Of deadlines at once: a wait beyond that fails at once, as one does after {@link #close}. */
  private static final int MOST = 100_000;

  private final HashedWheelTimer wheel;

  /**
   * Its thread starts with the first of them.
   *
   * @param late runs what follows on those that were missed
   */
  public Deadlines(Executor late) {
    this.wheel =
        new HashedWheelTimer(
            Thread.ofPlatform().daemon().name("deadlines").factory(),
            TICK.toMillis(),
            TimeUnit.MILLISECONDS,
            SPOKES,
            false,
            MOST,
            late);
  }

  /** Fails it with a {@link TimeoutException} unless it completes in time; returns it. */
  public <T> CompletableFuture<T> orTimeout(CompletableFuture<T> wait, Duration limit) {
    return set(wait, limit, () -> wait.completeExceptionally(new TimeoutException()));
  }

  /** Completes it with a value unless it completes in time; returns it. */
  public <T extends @Nullable Object> CompletableFuture<T> orElse(
      CompletableFuture<T> wait, T value, Duration limit) {
    return set(wait, limit, () -> wait.complete(value));
  }

  private <T extends @Nullable Object> CompletableFuture<T> set(
      CompletableFuture<T> wait, Duration limit, Runnable end) {
    if (wait.isDone()) {
      return wait;
    }
    Timeout deadline;
    try {
      deadline = wheel.newTimeout(_ -> end.run(), limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException | IllegalStateException e) { // too many, or closed
      wait.completeExceptionally(e);
      return wait;
    }
    wait.whenComplete((_, _) -> deadline.cancel());
    return wait;
  }

  @Override
  public void close() {
    wheel.stop();
  }
}
