package dev.tenk.platform.outbox;

import java.time.Duration;

/**
 * When a relay looks at the outbox: at everything by the poll, at what is due when it is, not soon
 * after the look before, and not for a while after a failure. Times in nanoseconds; of one thread.
 */
final class LookTimes {

  private static final long AFTER_A_FAILURE = Duration.ofMillis(500).toNanos();
  private static final long SOONEST_DUE = Duration.ofMillis(1).toNanos();

  private final long poll;
  private final long linger;
  private long polledAt;
  private long lookedAt;
  private long allowedAt;
  private long dueAt;
  private boolean isDueKnown;

  /** The first look, at everything, may come at once. */
  LookTimes(Duration poll, Duration linger) {
    this.poll = poll.toNanos();
    this.linger = linger.toNanos();
    long now = System.nanoTime();
    this.polledAt = now - this.poll;
    this.lookedAt = now - this.linger;
    this.allowedAt = now;
  }

  /** A look failed. */
  void failed() {
    allowedAt = System.nanoTime() + AFTER_A_FAILURE;
  }

  /** How long after a failure no look may come; not positive where one may. */
  long untilAllowed() {
    return allowedAt - System.nanoTime();
  }

  /** How long the next look may wait for what comes meanwhile; not positive where it is time. */
  long untilLooked() {
    return lookedAt + linger - System.nanoTime();
  }

  void looked() {
    lookedAt = System.nanoTime();
  }

  /** How long until the poll, or until something is due; not positive where it is time. */
  long untilNext() {
    long now = System.nanoTime();
    long untilPoll = polledAt + poll - now;
    return isDueKnown ? Math.min(untilPoll, dueAt - now) : untilPoll;
  }

  /** Whether it is time for the poll, which counts as done then. */
  boolean takePoll() {
    long now = System.nanoTime();
    boolean isTime = now - polledAt >= poll;
    if (isTime) {
      polledAt = now;
    }
    return isTime;
  }

  /** Whether something has become due; told once. */
  boolean takeDue() {
    boolean isTime = isDueKnown && System.nanoTime() - dueAt >= 0;
    if (isTime) {
      isDueKnown = false;
    }
    return isTime;
  }

  /** The next is due in so many seconds, a millisecond at least; infinite for never. */
  void dueIn(double seconds) {
    isDueKnown = !Double.isInfinite(seconds);
    dueAt = System.nanoTime() + Math.max(SOONEST_DUE, (long) (seconds * 1e9));
  }
}
