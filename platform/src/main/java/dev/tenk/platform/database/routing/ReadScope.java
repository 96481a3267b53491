package dev.tenk.platform.database.routing;

import dev.tenk.platform.database.replica.Chosen;
import dev.tenk.platform.database.replica.Replica;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import org.jspecify.annotations.Nullable;

/**
 * One run of a read-only scope, kept with its transaction. Where it goes is decided once, when it
 * first needs a connection: a scope that needs none costs no look-up.
 */
final class ReadScope {

  /** Under which a transaction keeps its scope. */
  private static final Object KEY = new Object();

  private final boolean onPrimaryOnly;
  private @Nullable Chosen chosen;
  private long chosenAt = System.nanoTime();

  /**
   * A scope that has not begun to read.
   *
   * @param onPrimaryOnly because a replica failed before
   */
  ReadScope(boolean onPrimaryOnly) {
    this.onPrimaryOnly = onPrimaryOnly;
  }

  /** The scope of the current transaction, also of one that can only be rolled back. */
  static @Nullable ReadScope of(TransactionSynchronizationRegistry transactions) {
    int status = transactions.getTransactionStatus();
    return (status == Status.STATUS_ACTIVE || status == Status.STATUS_MARKED_ROLLBACK)
            && transactions.getResource(KEY) instanceof ReadScope scope
        ? scope
        : null;
  }

  boolean isOnPrimaryOnly() {
    return onPrimaryOnly;
  }

  boolean isChosen() {
    return chosen != null;
  }

  /** Where it reads; for a replica, one read there is counted until {@link #close}. */
  void choose(Chosen where) {
    leave();
    chosen = where;
    chosenAt = System.nanoTime();
  }

  /** When it first needed a connection, by {@link System#nanoTime()}; before that when it began. */
  long chosenAt() {
    return chosenAt;
  }

  @Nullable Replica replica() {
    return chosen instanceof Replica replica ? replica : null;
  }

  /** Makes this the scope of the current transaction. */
  void begin(TransactionSynchronizationRegistry transactions) {
    transactions.putResource(KEY, this);
  }

  /** The run has ended. */
  void close() {
    leave();
    chosen = null;
  }

  private void leave() {
    if (chosen instanceof Replica replica) {
      replica.leave();
    }
  }
}
