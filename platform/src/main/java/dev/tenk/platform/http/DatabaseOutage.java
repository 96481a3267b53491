package dev.tenk.platform.http;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Tells a database that is away or at its bound from a fault of ours: the first passes, so the
 * caller is told when to try again.
 *
 * @see <a href="https://www.postgresql.org/docs/18/errcodes-appendix.html">PostgreSQL's error
 *     codes</a>
 */
final class DatabaseOutage {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);
  private static final String POOL_IS_FULL = "Sorry, acquisition timeout";

  private DatabaseOutage() {}

  /** Whether the failure comes from a connection that is lost or cannot be had. */
  static boolean causes(Throwable failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLTransientConnectionException
          || cause instanceof SQLException sql && isOutage(sql)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOutage(SQLException e) {
    String state = e.getSQLState();
    String message = e.getMessage();
    return state != null
            && (state.startsWith("08") // connection exception
                || state.startsWith("53") // insufficient resources
                || state.startsWith("57P")) // shut down, crashed, starting
        || message != null && message.startsWith(POOL_IS_FULL);
  }

  static ProblemException problem() {
    return ProblemException.unavailable(
        "database-unavailable", "The database cannot be reached at the moment.", RETRY_AFTER);
  }
}
