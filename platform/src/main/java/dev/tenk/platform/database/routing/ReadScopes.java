package dev.tenk.platform.database.routing;

import dev.tenk.platform.database.ReadOnlyScopeException;
import dev.tenk.platform.database.replica.Refusal;
import dev.tenk.platform.database.replica.Replica;
import jakarta.inject.Singleton;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.TransactionalException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Runs read-only scopes: each in a JTA transaction of its own, which holds the scope and the
 * persistence context, not the connection; once more on the primary when a replica fails in the
 * middle.
 */
@Singleton
public class ReadScopes {

  private static final Logger LOG = Logger.getLogger(ReadScopes.class);

  private final TransactionManager manager;
  private final TransactionSynchronizationRegistry transactions;
  private final Router router;

  /** Scopes of these transactions, which the router's datasource reads too. */
  public ReadScopes(
      TransactionManager manager, TransactionSynchronizationRegistry transactions, Router router) {
    this.manager = manager;
    this.transactions = transactions;
    this.router = router;
  }

  /**
   * Runs the body as a {@link dev.tenk.platform.database.ReadOnly} method; it may run twice.
   * Blocking.
   */
  public <T extends @Nullable Object> T run(Callable<T> body) throws Exception {
    return run(body, false);
  }

  /**
   * As {@link #run}, and an empty {@link Optional} from a replica is asked of the primary again, or
   * a map that has one.
   */
  public <T extends @Nullable Object> T runConfirmed(Callable<T> body) throws Exception {
    return run(body, true);
  }

  private <T extends @Nullable Object> T run(Callable<T> body, boolean confirmAbsence)
      throws Exception {
    return inTransaction() ? body.call() : inScope(scope -> attempt(body, scope), confirmAbsence);
  }

  boolean inTransaction() {
    return transactions.getTransactionStatus() != Status.STATUS_NO_TRANSACTION;
  }

  /**
   * One run of a read.
   *
   * @param <T> of its result
   * @param <E> as which it fails
   */
  interface Attempt<T extends @Nullable Object, E extends Exception> {

    T run(ReadScope scope) throws E;
  }

  /** Runs a read in a scope, and once more in one on the primary where a replica fails it. */
  <T extends @Nullable Object, E extends Exception> T inScope(
      Attempt<T, E> attempt, boolean confirmAbsence) throws E {
    var scope = new ReadScope(false);
    try {
      T result = attempt.run(scope);
      if (!(confirmAbsence && scope.replica() != null && isAbsent(result))) {
        return result;
      }
      router.fallBack(scope, Refusal.ABSENT);
    } catch (Exception e) {
      Replica replica = scope.replica();
      Refusal reason = replica == null ? null : ReplicaFailure.of(e);
      if (replica == null || reason == null) {
        throw e;
      }
      LOG.debugf("a read runs again on the primary, %s failed: %s", replica.name(), e);
      if (ReplicaFailure.isOfTheServer(e)) {
        replica.failed(e);
      }
      router.fallBack(scope, reason);
    } finally {
      scope.close();
    }
    return attempt.run(new ReadScope(true));
  }

  private static boolean isAbsent(@Nullable Object result) {
    return switch (result) {
      case Optional<?> optional -> optional.isEmpty();
      case Map<?, ?> many -> many.containsValue(Optional.empty());
      case null, default -> false;
    };
  }

  private <T extends @Nullable Object> T attempt(Callable<T> body, ReadScope scope)
      throws Exception {
    manager.begin();
    scope.begin(transactions);
    boolean well = false;
    try {
      T result = answer(body);
      well = true;
      return result;
    } finally {
      router.ended(scope, well);
    }
  }

  private <T extends @Nullable Object> T answer(Callable<T> body) throws Exception {
    T result;
    try {
      result = body.call();
    } catch (Throwable e) {
      rollBack(e);
      throw e;
    }
    commit();
    return result;
  }

  private void commit() throws Exception {
    if (manager.getStatus() == Status.STATUS_MARKED_ROLLBACK) {
      manager.rollback();
      return;
    }
    try {
      manager.commit();
    } catch (RollbackException e) {
      // what the commit would have flushed is an attempt to write: its own message says more
      for (@Nullable Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof ReadOnlyScopeException attempt) {
          throw attempt;
        }
      }
      throw new TransactionalException("a read could not be ended", e);
    }
  }

  private void rollBack(Throwable reason) {
    try {
      manager.rollback();
    } catch (SystemException | RuntimeException e) {
      reason.addSuppressed(e);
    }
  }
}
