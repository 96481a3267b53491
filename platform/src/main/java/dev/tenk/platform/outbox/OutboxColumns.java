package dev.tenk.platform.outbox;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What is written of a message. */
final class OutboxColumns {

  /** In the order of {@link #set}, whose first is the delay. */
  static final String NAMES = "(created_at, bucket, id, queue, content_type, body, traceparent)";

  /** Parameters of a message. */
  static final int COUNT = 7;

  private OutboxColumns() {}

  /**
   * Sets the parameters of a message.
   *
   * @param first index of its delay in milliseconds, from which {@code created_at} is computed
   */
  static void set(
      PreparedStatement statement, int first, OutboxMessage message, @Nullable String traceParent)
      throws SQLException {
    int next = first;
    statement.setLong(next++, message.delay().toMillis());
    statement.setShort(next++, message.bucket());
    statement.setObject(next++, message.id());
    statement.setString(next++, message.queue());
    statement.setString(next++, message.contentType());
    statement.setBytes(next++, message.body());
    statement.setString(next, traceParent);
  }
}
