package dev.tenk.platform.change;

import dev.tenk.platform.outbox.OutboxClause;
import dev.tenk.platform.outbox.OutboxMessage;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An update of one row and the messages that it causes, as one statement: both commit, or neither
 * does. Immutable.
 *
 * @param <T> what is made of the row
 */
public final class RowUpdate<T> {

  private final OutboxClause outbox;
  private final String sql;
  private final Row<T> row;

  /**
   * What is made of the changed row.
   *
   * @param <T> the type of it
   */
  @FunctionalInterface
  public interface Row<T> {

    /** Of the row at which a result is, without moving it; its columns by their names. */
    T read(ResultSet row) throws SQLException;
  }

  /**
   * A statement.
   *
   * @param update of a row by its key, where it is to be changed by it, with {@code RETURNING}
   * @param messages how many it causes
   */
  public RowUpdate(String update, int messages, Row<T> row) {
    this.outbox = new OutboxClause("changed", messages);
    this.sql =
        "WITH changed AS (" + update + "), told AS (" + outbox.sql() + ") SELECT * FROM changed";
    this.row = row;
  }

  /**
   * Runs it in one journey to the database. Blocking.
   *
   * @param parameters of the update, in its order
   * @return nothing where no row is to be changed
   */
  Optional<T> run(
      Connection connection,
      List<? extends @Nullable Object> parameters,
      List<OutboxMessage> messages)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      int next = 1;
      for (@Nullable Object parameter : parameters) {
        statement.setObject(next++, parameter);
      }
      outbox.set(statement, next, messages);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? Optional.of(row.read(rows)) : Optional.empty();
      }
    }
  }
}
