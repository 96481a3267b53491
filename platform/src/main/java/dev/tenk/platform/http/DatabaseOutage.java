package dev.tenk.platform.http;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Arrays;
import java.util.regex.Pattern;
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

  /** What the pool says when no connection is free, or none can be made in time. */
  private static final Pattern NO_CONNECTION =
      Pattern.compile("(?:Sorry, acquisition timeout|Acquisition timeout while).*");

  private static final int MAX_DEPTH = 12;

  private DatabaseOutage() {}

  /** Whether the failure comes from a connection that is lost or cannot be had. */
  static boolean causes(Throwable failure) {
    return causes(failure, MAX_DEPTH);
  }

  /** A failed commit carries the database's own words beside its cause. */
  private static boolean causes(@Nullable Throwable failure, int depth) {
    return failure != null
        && depth > 0
        && (failure instanceof SQLTransientConnectionException
            || failure instanceof SQLException sql && isOutage(sql)
            || causes(failure.getCause(), depth - 1)
            || Arrays.stream(failure.getSuppressed()).anyMatch(e -> causes(e, depth - 1)));
  }

  private static boolean isOutage(SQLException e) {
    String state = e.getSQLState();
    String message = e.getMessage();
    return state != null
            && (state.startsWith("08") // connection exception
                || state.startsWith("53") // insufficient resources
                || state.startsWith("57P")) // shut down, crashed, starting
        || message != null && NO_CONNECTION.matcher(message).matches();
  }

  static ProblemException problem() {
    return ProblemException.unavailable(
        "database-unavailable", "The database cannot be reached at the moment.", RETRY_AFTER);
  }
}
