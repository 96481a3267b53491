package dev.tenk.platform.database.routing;

import dev.tenk.platform.database.replica.Refusal;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells failures of a replica, after which the primary may well answer, from failures of the read.
 *
 * @see <a href="https://www.postgresql.org/docs/18/errcodes-appendix.html">PostgreSQL's error
 *     codes</a>
 * @see <a href="https://www.postgresql.org/docs/18/hot-standby.html#HOT-STANDBY-CONFLICT">Handling
 *     query conflicts</a>
 */
final class ReplicaFailure {

  private static final String RECOVERY_CONFLICT = "40001";
  private static final String RECOVERY_DEADLOCK = "40P01";

  /** Tables, columns, functions that a migration made a moment ago are not there yet. */
  private static final Set<String> NOT_THERE_YET =
      Set.of("42P01", "42703", "42704", "42883", "3F000");

  private static final int MAX_DEPTH = 12;

  private ReplicaFailure() {}

  /** Why the read should run again, or null where it should not. */
  static @Nullable Refusal of(Throwable failure) {
    SQLException origin = origin(failure, MAX_DEPTH);
    return origin == null ? null : classify(origin);
  }

  /** Whether other reads would fail there too. */
  static boolean isOfTheServer(Throwable failure) {
    SQLException origin = origin(failure, MAX_DEPTH);
    return origin != null && breaksConnection(String.valueOf(origin.getSQLState()));
  }

  /** The database's own words: a failed commit carries them beside its cause. */
  private static @Nullable SQLException origin(@Nullable Throwable failure, int depth) {
    if (failure == null || depth == 0) {
      return null;
    }
    if (failure instanceof SQLException sql && sql.getSQLState() != null) {
      return sql;
    }
    SQLException found = origin(failure.getCause(), depth - 1);
    for (Throwable beside : failure.getSuppressed()) {
      found = found == null ? origin(beside, depth - 1) : found;
    }
    return found;
  }

  private static @Nullable Refusal classify(SQLException failure) {
    String state = String.valueOf(failure.getSQLState());
    if (state.equals(RECOVERY_CONFLICT) || state.equals(RECOVERY_DEADLOCK)) {
      return Refusal.RECOVERY_CONFLICT;
    }
    return breaksConnection(state) || NOT_THERE_YET.contains(state) ? Refusal.READ_FAILED : null;
  }

  private static boolean breaksConnection(String state) {
    return state.startsWith("08") // connection exception
        || state.startsWith("53") // insufficient resources
        || state.startsWith("57P") // shut down, crashed, starting
        || state.startsWith("58") // system error
        || state.startsWith("XX"); // internal error
  }
}
