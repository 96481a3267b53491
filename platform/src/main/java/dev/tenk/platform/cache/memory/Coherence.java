package dev.tenk.platform.cache.memory;

import com.github.benmanes.caffeine.cache.Ticker;

/**
 * Whether this process hears of the invalidations of others, for all of its caches.
 *
 * <p>Entries belong to a generation. When the link is lost a new one begins, and another when it is
 * made: what was kept before may have missed an invalidation and counts no more but in need, and a
 * load that has begun before keeps nothing.
 *
 * <p>A link that is {@linkplain #resumed resumed} has missed nothing: whatever was told in between
 * has been carried out here, late. Then the generation of before goes on. What it has is right by
 * the same argument as without the loss: each key that was invalidated has another stamp by then
 * and no entry, so that a load which began before, and ends now, keeps nothing of it. What was kept
 * without a link counts no more.
 *
 * <p>Thread-safe; reading costs two volatile reads. Told of the link by one thread.
 */
public final class Coherence {

  private final Ticker ticker;
  private volatile long generation;
  private volatile boolean linked;
  private volatile long since;
  private long newest;
  private boolean canResume;
  private long resumable;

  /** Not linked yet. */
  public Coherence(Ticker ticker) {
    this.ticker = ticker;
    this.since = ticker.read();
  }

  /** The number of the generation that entries of now belong to. */
  public long generation() {
    return generation;
  }

  /** Whether invalidations are heard of. */
  public boolean isLinked() {
    return linked;
  }

  /** For how long all of them have been heard of, in nanoseconds; 0 while they are not. */
  public long linkedNanos() {
    return linked ? ticker.read() - since : 0;
  }

  /** From now on invalidations are heard of. */
  public synchronized void linked() {
    since = ticker.read();
    linked = true;
    begin();
  }

  /** From now on, or some time ago, they are not. */
  public synchronized void lost() {
    if (linked) {
      linked = false;
      long before = generation;
      begin();
      canResume = true;
      resumable = before;
    }
  }

  /** From now on they are heard of again, and those in between have been. */
  public synchronized void resumed() {
    if (canResume) {
      linked = true;
      generation = resumable;
    } else {
      linked();
    }
  }

  /** Some were missed. */
  public synchronized void missed() {
    since = ticker.read();
    begin();
  }

  private void begin() {
    canResume = false;
    generation = ++newest;
  }
}
