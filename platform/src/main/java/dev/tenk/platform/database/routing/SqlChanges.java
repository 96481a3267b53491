package dev.tenk.platform.database.routing;

import dev.tenk.platform.database.QueryFailedException;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Changes by one statement of SQL that is a transaction by itself, on the primary: without one of
 * JTA and without a session of Hibernate's, for the few that are made so often that these would be
 * most of their cost. Thread-safe.
 */
@Singleton
public class SqlChanges {

  private final ReadScopes scopes;
  private final RoutingDataSource dataSource;
  private final Router router;

  SqlChanges(ReadScopes scopes, RoutingDataSource dataSource, Router router) {
    this.scopes = scopes;
    this.dataSource = dataSource;
    this.router = router;
  }

  /**
   * A statement that changes something.
   *
   * @param <T> of what it answers
   */
  @FunctionalInterface
  public interface Statement<T> {

    /**
     * Runs one statement on a connection in auto-commit, which who calls closes.
     *
     * @return nothing where nothing was changed
     */
    Optional<T> run(Connection connection) throws SQLException;
  }

  /**
   * Runs a statement. When this returns something, the change is committed, and its caller sees it
   * wherever they read. Blocking.
   *
   * @return nothing where nothing was changed
   * @throws QueryFailedException when it fails: whether it has committed is not known where its
   *     connection was lost
   * @throws IllegalStateException in a transaction, which could undo what is told of by now
   */
  public <T> Optional<T> make(Statement<T> statement) {
    if (scopes.inTransaction()) {
      throw new IllegalStateException("the change would be a part of a transaction");
    }
    long began = System.nanoTime();
    Optional<T> result;
    try (Connection connection = dataSource.getConnection()) {
      result = statement.run(connection);
    } catch (SQLException e) {
      router.wrote(began, false);
      throw new QueryFailedException(e);
    }
    if (result.isPresent()) {
      router.wrote(began, true);
    }
    return result;
  }
}
