package dev.tenk.platform.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The statements on the outbox' rows. Blocking. */
final class OutboxTable {

  private static final String MINE = " AND bucket >> 6 = ANY (?)";
  private static final String FETCH =
      "SELECT bucket, id, queue, content_type, body, created_at FROM outbox"
          + " WHERE created_at >= coalesce(?, now() - interval '1 minute') AND created_at <= now()"
          + MINE
          + " AND id <> ALL (?) AND (? OR queue = ANY (?)) AND queue <> ALL (?) ORDER BY created_at LIMIT ?";
  private static final String DELETE =
      "DELETE FROM outbox WHERE created_at = ? AND bucket = ? AND id = ?";
  private static final String BACKLOG =
      "SELECT count(*), coalesce(extract(epoch FROM now() - min(created_at)), 0) FROM ("
          + "SELECT created_at FROM outbox WHERE created_at <= now()"
          + MINE
          + " ORDER BY created_at LIMIT 100000) AS waiting";
  private static final String NEXT =
      "SELECT extract(epoch FROM min(created_at) - now()) FROM outbox WHERE created_at > now()"
          + MINE;

  private OutboxTable() {}

  /** What waits: how many events, at most 100,000, and for how long the oldest has. */
  record Backlog(long events, double ageSeconds) {}

  /**
   * Which rows are looked for.
   *
   * @param from rows that were due before it are left to a later look; null for those of the last
   *     minute
   * @param slices of which buckets
   * @param except ids that are in hand
   * @param broker whether the broker takes messages
   * @param sinks names of the sinks that take messages
   * @param blocked queues that have refused many messages, to be left alone now
   */
  record Look(
      @Nullable OffsetDateTime from,
      BitSet slices,
      Collection<UUID> except,
      boolean broker,
      List<String> sinks,
      Collection<String> blocked) {}

  /** The oldest that are due. */
  static List<WaitingMessage> fetch(Connection connection, Look look, int limit)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(FETCH)) {
      select.setObject(1, look.from());
      select.setArray(2, smallints(connection, look.slices()));
      select.setArray(3, connection.createArrayOf("uuid", look.except().toArray()));
      select.setBoolean(4, look.broker());
      select.setArray(5, connection.createArrayOf("text", look.sinks().toArray()));
      select.setArray(6, connection.createArrayOf("text", look.blocked().toArray()));
      select.setInt(7, limit);
      try (ResultSet row = select.executeQuery()) {
        List<WaitingMessage> found = new ArrayList<>();
        while (row.next()) {
          found.add(
              new WaitingMessage(
                  row.getObject(6, OffsetDateTime.class),
                  new OutboxMessage(
                      row.getObject(2, UUID.class),
                      row.getShort(1),
                      row.getString(3),
                      row.getString(4),
                      row.getBytes(5))));
        }
        return found;
      }
    }
  }

  /** Deletes by whole keys, each in its partition, in one transaction. */
  static void delete(Connection connection, Collection<WaitingMessage> sent) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement relaxed = connection.createStatement();
        PreparedStatement delete = connection.prepareStatement(DELETE)) {
      // a deletion that a crash undoes is only sent again
      relaxed.execute("SET LOCAL synchronous_commit TO off");
      for (WaitingMessage row : sent) {
        delete.setObject(1, row.dueAt());
        delete.setShort(2, row.message().bucket());
        delete.setObject(3, row.message().id());
        delete.addBatch();
      }
      delete.executeBatch();
      connection.commit();
    } catch (SQLException e) {
      connection.rollback();
      throw e;
    } finally {
      connection.setAutoCommit(true);
    }
  }

  static Backlog backlog(Connection connection, BitSet slices) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(BACKLOG)) {
      select.setArray(1, smallints(connection, slices));
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return new Backlog(row.getLong(1), row.getDouble(2));
      }
    }
  }

  /** Seconds until the next row is due; infinite when there is none. */
  static double secondsToNext(Connection connection, BitSet slices) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(NEXT)) {
      select.setArray(1, smallints(connection, slices));
      try (ResultSet row = select.executeQuery()) {
        row.next();
        double seconds = row.getDouble(1);
        return row.wasNull() ? Double.POSITIVE_INFINITY : seconds;
      }
    }
  }

  private static java.sql.Array smallints(Connection connection, BitSet slices)
      throws SQLException {
    return connection.createArrayOf("smallint", Slices.array(slices));
  }
}
