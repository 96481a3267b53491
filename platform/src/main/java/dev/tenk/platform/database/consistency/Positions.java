package dev.tenk.platform.database.consistency;

import dev.tenk.platform.database.wal.WalPosition;

/** What whoever runs the current code must see, and has written. Thread-safe. */
public interface Positions {

  /** What a read must see now. May block, briefly. */
  CallerPosition current();

  /** A transaction has committed before this position. May block, briefly. */
  void wrote(WalPosition position);

  /** A transaction has committed, but it is not known where. May block, briefly. */
  void wroteSomewhere();
}
