package dev.tenk.platform.database.routing;

import dev.tenk.platform.database.consistency.CallerPosition;
import dev.tenk.platform.database.consistency.Positions;
import dev.tenk.platform.database.replica.Chosen;
import dev.tenk.platform.database.replica.Refusal;
import dev.tenk.platform.database.replica.Replica;
import dev.tenk.platform.database.replica.Replicas;
import dev.tenk.platform.database.wal.WalPosition;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Duration;
import java.util.function.Supplier;

/** Decides where scopes read, and notes where the log was after writes. Thread-safe. */
public final class Router {

  private static final Object FOLLOWED = new Object();

  private final Replicas replicas;
  private final Supplier<? extends Positions> callers;
  private final TransactionSynchronizationRegistry transactions;
  private final RoutingMetrics metrics;
  private final Duration positionTimeout;
  private final boolean hasReplicas;

  /**
   * A router over these replicas.
   *
   * @param callers asked for only where there are replicas
   * @param positionTimeout how long the primary may take to tell its position after a commit
   */
  public Router(
      Replicas replicas,
      Supplier<? extends Positions> callers,
      TransactionSynchronizationRegistry transactions,
      MeterRegistry metrics,
      Duration positionTimeout) {
    this.replicas = replicas;
    this.callers = callers;
    this.transactions = transactions;
    this.metrics = new RoutingMetrics(replicas.all(), metrics);
    this.positionTimeout = positionTimeout;
    this.hasReplicas = !replicas.all().isEmpty();
  }

  /** Where a scope reads from now on. Blocks at most once in a request. */
  void route(ReadScope scope) {
    Chosen chosen = hasReplicas ? choose() : Refusal.NO_REPLICA;
    scope.choose(chosen);
    switch (chosen) {
      case Replica replica -> metrics.wentTo(replica);
      case Refusal refusal -> metrics.wentToPrimary(refusal);
    }
  }

  private Chosen choose() {
    CallerPosition caller = callers.get().current();
    return caller.isOnPrimaryOnly() ? Refusal.UNKNOWN_POSITION : replicas.choose(caller.atLeast());
  }

  /** The scope reads from the primary after all. */
  void fallBack(ReadScope scope, Refusal reason) {
    scope.choose(reason);
    metrics.wentToPrimary(reason);
  }

  /**
   * The current transaction, if any, may write: its time runs, and once it has committed, its
   * caller must see it.
   */
  void follow() {
    if (transactions.getTransactionStatus() == Status.STATUS_ACTIVE
        && transactions.getResource(FOLLOWED) == null) {
      transactions.putResource(FOLLOWED, FOLLOWED);
      transactions.registerInterposedSynchronization(new Follow());
    }
  }

  /** A read of this scope has ended. */
  void ended(ReadScope scope, boolean well) {
    long began = scope.chosenAt();
    if (scope.isChosen() || scope.isOnPrimaryOnly()) {
      metrics.read(scope.replica(), System.nanoTime() - began, well);
    }
  }

  /**
   * A transaction that may have written has ended: its caller must see what it committed. Blocks
   * where there are replicas, for the primary's position.
   *
   * @param began by {@link System#nanoTime}
   */
  void wrote(long began, boolean committed) {
    metrics.wrote(System.nanoTime() - began, committed);
    if (!hasReplicas || !committed) {
      return;
    }
    WalPosition position = replicas.primary().afterCommit(positionTimeout).orElse(null);
    if (position == null) {
      callers.get().wroteSomewhere();
    } else {
      callers.get().wrote(position);
    }
  }

  private final class Follow implements Synchronization {

    private final long began = System.nanoTime();

    @Override
    public void beforeCompletion() {}

    @Override
    public void afterCompletion(int status) {
      wrote(began, status == Status.STATUS_COMMITTED);
    }
  }
}
