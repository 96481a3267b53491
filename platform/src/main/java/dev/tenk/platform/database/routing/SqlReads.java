package dev.tenk.platform.database.routing;

import dev.tenk.platform.database.QueryFailedException;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Reads by SQL alone, in a scope without a transaction and without a session of Hibernate's: for
 * the few that are made so often that these would be most of their cost. They go to the server to
 * which a read-only scope would, and run once more on the primary when a replica fails.
 * Thread-safe.
 */
@Singleton
public class SqlReads {

  private final ReadScopes scopes;
  private final RoutingDataSource dataSource;
  private final Router router;

  SqlReads(ReadScopes scopes, RoutingDataSource dataSource, Router router) {
    this.scopes = scopes;
    this.dataSource = dataSource;
    this.router = router;
  }

  /**
   * What is read on a connection; must not write, and may run twice.
   *
   * @param <T> of the result
   */
  @FunctionalInterface
  public interface Query<T extends @Nullable Object> {

    /** Reads; who calls closes the connection. */
    T run(Connection connection) throws SQLException;
  }

  /**
   * The result of a query. In a transaction it is a part of that, and sees what was flushed.
   * Blocking.
   *
   * @throws QueryFailedException when it fails, on the primary too where a replica failed first
   */
  public <T extends @Nullable Object> T read(Query<T> query) {
    return read(query, false);
  }

  /**
   * As {@link #read}; what a replica does not have, an empty {@link java.util.Optional} or a map
   * with one, is asked of the primary again.
   */
  public <T extends @Nullable Object> T confirmed(Query<T> query) {
    return read(query, true);
  }

  private <T extends @Nullable Object> T read(Query<T> query, boolean confirmAbsence) {
    try {
      return scopes.inTransaction()
          ? joined(query)
          : scopes.inScope(scope -> attempt(query, scope), confirmAbsence);
    } catch (SQLException e) {
      throw new QueryFailedException(e);
    }
  }

  private <T extends @Nullable Object> T joined(Query<T> query) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      return query.run(connection);
    }
  }

  private <T extends @Nullable Object> T attempt(Query<T> query, ReadScope scope)
      throws SQLException {
    boolean well = false;
    try (Connection connection = dataSource.connection(scope)) {
      T result = query.run(connection);
      well = true;
      return result;
    } finally {
      router.ended(scope, well);
    }
  }
}
