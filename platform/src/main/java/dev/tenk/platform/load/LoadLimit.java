package dev.tenk.platform.load;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * Counts what is in hand, and admits by {@link Urgency} while it is under its share of a {@link
 * GradientLimit}. Safe for concurrent use, without locks or waiting.
 */
final class LoadLimit {

  private static final int FEWEST_SAMPLES = 10;

  private final GradientLimit gradient;
  private final long windowNanos;
  private final LongSupplier nanoTime;
  private final AtomicInteger inHand = new AtomicInteger();
  private final LongAccumulator most = new LongAccumulator(Math::max, 0);
  private final LongAdder latencies = new LongAdder();
  private final LongAdder samples = new LongAdder();
  private final AtomicLong windowEnd;
  private volatile int limit;

  LoadLimit(LoadConfig config, LongSupplier nanoTime) {
    this.gradient =
        new GradientLimit(
            config.initialLimit(), config.minLimit(), config.maxLimit(), config.tolerance());
    this.windowNanos = config.window().toNanos();
    this.nanoTime = nanoTime;
    this.windowEnd = new AtomicLong(nanoTime.getAsLong() + windowNanos);
    this.limit = gradient.current();
  }

  /** Whether one more may come; a counted one is in hand from now on, until {@link #leave}. */
  boolean enter(Urgency urgency) {
    double bound = limit * urgency.share();
    if (!urgency.isCounted()) {
      return inHand.get() < bound;
    }
    int now = inHand.incrementAndGet();
    if (now > bound) {
      inHand.decrementAndGet();
      return false;
    }
    most.accumulate(now);
    return true;
  }

  /** A counted one is done, and tells nothing. */
  void leave() {
    inHand.decrementAndGet();
  }

  /** A counted one is done, well, after so many nanoseconds. */
  void leave(long nanos) {
    inHand.decrementAndGet();
    latencies.add(Math.max(1, nanos));
    samples.increment();
    long now = nanoTime.getAsLong();
    long end = windowEnd.get();
    if (now - end >= 0
        && samples.sum() >= FEWEST_SAMPLES
        && windowEnd.compareAndSet(end, now + windowNanos)) {
      turn();
    }
  }

  /** Called by one at a time: the next is a window later. */
  private synchronized void turn() {
    long number = samples.sumThenReset();
    double mean = latencies.sumThenReset() / (double) Math.max(1, number);
    limit = gradient.update(Math.max(1, mean), (int) most.getThenReset());
  }

  int limit() {
    return limit;
  }

  int inHand() {
    return inHand.get();
  }
}
