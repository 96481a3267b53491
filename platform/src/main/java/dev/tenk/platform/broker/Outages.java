package dev.tenk.platform.broker;

import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.SystemException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Tells what an engine that is away or too slow causes, which passes, from what a message causes,
 * which does not.
 */
public final class Outages {

  private static final int MAX_DEPTH = 12;

  private Outages() {}

  /** Whether trying again later, with nothing changed, may well succeed. */
  public static boolean isOutage(Throwable failure) {
    Throwable at = failure;
    for (int depth = 0; at != null && depth < MAX_DEPTH; depth++) {
      switch (at) {
        case SQLException sql -> {
          return !isOfTheStatement(sql.getSQLState());
        }
        case IOException _, TimeoutException _, BrokerUnavailableException _ -> {
          return true;
        }
        case RollbackException _,
            SystemException _,
            HeuristicMixedException _,
            HeuristicRollbackException _ -> {
          if (at.getCause() == null) {
            return true;
          }
        }
        default -> {}
      }
      at = at.getCause();
    }
    return false;
  }

  /** Data exceptions, violated constraints, and statements that are wrong. */
  private static boolean isOfTheStatement(@Nullable String state) {
    return state != null
        && (state.startsWith("22") || state.startsWith("23") || state.startsWith("42"));
  }

  /** What lies under the wrapping of asynchronous calls. */
  public static Throwable root(Throwable failure) {
    return failure instanceof CompletionException wrapped && wrapped.getCause() != null
        ? wrapped.getCause()
        : failure;
  }
}
