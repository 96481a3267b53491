package dev.tenk.platform.database.consistency;

import dev.tenk.platform.database.wal.WalPosition;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What one caller must see at least: nothing in particular, a position, or whatever the primary
 * has. Thread-safe.
 */
public final class CallerPosition {

  private @Nullable WalPosition position;
  private boolean onPrimary;
  private long onPrimaryUntil;

  /** The position that a replica must have replayed, or null for none. */
  public synchronized @Nullable WalPosition atLeast() {
    return position;
  }

  /** Whether only the primary will do: it is not known what the caller must see. */
  public synchronized boolean isOnPrimaryOnly() {
    return onPrimary && System.nanoTime() - onPrimaryUntil < 0;
  }

  /** The caller wrote before this position, which the primary has just told. */
  public synchronized void wrote(WalPosition told) {
    // on a new history everything of the old one that there still is lies before it
    if (position == null || !position.includes(told)) {
      position = told;
    }
  }

  /** The caller must see this too; nothing but the primary shows two histories. */
  synchronized void mustSee(WalPosition other, Duration patience) {
    if (position == null || other.includes(position)) {
      position = other;
    } else if (!position.isComparableTo(other)) {
      mustSeePrimary(patience);
    }
  }

  /** The caller must see something that is not known; after this time every replica has it. */
  synchronized void mustSeePrimary(Duration patience) {
    onPrimary = true;
    onPrimaryUntil = System.nanoTime() + patience.toNanos();
  }
}
