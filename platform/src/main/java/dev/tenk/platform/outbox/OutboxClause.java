package dev.tenk.platform.outbox;

import dev.tenk.platform.trace.TraceParent;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Messages as a part of the statement that makes their change: written where that changes a row,
 * and committed with it. Immutable.
 */
public final class OutboxClause {

  private static final String MESSAGE =
      "(?::bigint, ?::smallint, ?::uuid, ?::text, ?::text, ?::bytea, ?::text)";

  private final int messages;
  private final String sql;

  /**
   * A clause of a statement.
   *
   * @param changed name of a clause before it, which has one row where something was changed, and
   *     none else
   * @param messages how many
   */
  public OutboxClause(String changed, int messages) {
    this.messages = messages;
    this.sql =
        "INSERT INTO outbox "
            + OutboxColumns.NAMES
            + " SELECT now() + told.delay * interval '1 millisecond', told.bucket, told.id,"
            + " told.queue, told.content_type, told.body, told.traceparent FROM "
            + changed
            + ", (VALUES "
            + Stream.generate(() -> MESSAGE).limit(messages).collect(Collectors.joining(", "))
            + ") AS told (delay, bucket, id, queue, content_type, body, traceparent)";
  }

  /** The clause, with parameters. */
  public String sql() {
    return sql;
  }

  /**
   * Sets the parameters of the clause.
   *
   * @param first index of its first parameter
   * @throws IllegalArgumentException for more or fewer messages than it has
   */
  public void set(PreparedStatement statement, int first, List<OutboxMessage> told)
      throws SQLException {
    if (told.size() != messages) {
      throw new IllegalArgumentException(told.size() + " messages instead of " + messages);
    }
    String traceParent = TraceParent.current();
    for (int i = 0; i < messages; i++) {
      OutboxColumns.set(statement, first + i * OutboxColumns.COUNT, told.get(i), traceParent);
    }
  }
}
