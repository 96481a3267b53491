package dev.tenk.media.usage;

import dev.tenk.platform.http.ProblemException;
import dev.tenk.platform.id.ShardedId;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Has the uploads of an account take turns before they have a connection. They take turns at the
 * account's row in any case; there each would hold a connection while it waits, and those of one
 * account could hold all. So one account waits at its row with one connection of a pod. Accounts
 * share turns by chance, one in 1,024 others. Thread-safe; blocking, first come first served.
 */
@Singleton
public class AccountTurns {

  private static final int SHARES = 1_024;
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration RETRY = Duration.ofSeconds(5);

  private final Semaphore[] shares =
      Stream.generate(() -> new Semaphore(1, true)).limit(SHARES).toArray(Semaphore[]::new);

  /** A turn, until it is closed. */
  public interface Turn extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Waits for the account's turn, for ten seconds at most.
   *
   * @throws ProblemException 503 when others have not ended by then
   */
  public Turn take(ShardedId account) {
    Semaphore share = shares[Math.floorMod(account.value().hashCode(), SHARES)];
    try {
      if (share.tryAcquire(PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
        return share::release;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw ProblemException.unavailable(
        "too-many-at-once", "Too many uploads of this account wait for each other.", RETRY);
  }
}
