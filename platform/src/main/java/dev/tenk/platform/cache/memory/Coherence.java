package dev.tenk.platform.cache.memory;

import com.github.benmanes.caffeine.cache.Ticker;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Whether this process hears of the invalidations of others, for all of its caches.
 *
 * <p>Entries belong to a generation. When the link is lost and when it is made, a new one begins:
 * what was kept before may have missed an invalidation and counts no more but in need, and a load
 * that has begun before keeps nothing. Thread-safe; reading costs two volatile reads.
 */
public final class Coherence {

  private final Ticker ticker;
  private final AtomicLong generation = new AtomicLong();
  private volatile boolean linked;
  private volatile long since;

  /** Not linked yet. */
  public Coherence(Ticker ticker) {
    this.ticker = ticker;
    this.since = ticker.read();
  }

  /** The number of the generation that entries of now belong to. */
  public long generation() {
    return generation.get();
  }

  /** Whether invalidations are heard of. */
  public boolean isLinked() {
    return linked;
  }

  /** For how long they have been heard of without a gap, in nanoseconds; 0 while they are not. */
  public long linkedNanos() {
    return linked ? ticker.read() - since : 0;
  }

  /** From now on invalidations are heard of. */
  public void linked() {
    since = ticker.read();
    linked = true;
    generation.incrementAndGet();
  }

  /** From now on, or some time ago, they are not. */
  public void lost() {
    if (linked) {
      linked = false;
      generation.incrementAndGet();
    }
  }

  /** Some were missed, though the link stands. */
  public void missed() {
    since = ticker.read();
    generation.incrementAndGet();
  }
}
