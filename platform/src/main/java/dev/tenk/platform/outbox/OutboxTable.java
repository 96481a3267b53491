package dev.tenk.platform.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

/** The statements on the outbox' rows. Blocking. */
final class OutboxTable {

  private static final String MINE = " AND bucket >> 6 = ANY (?)";
  private static final String SELECT =
      "SELECT bucket, id, queue, content_type, body, created_at, traceparent FROM outbox"
          + " WHERE created_at <= now()";
  private static final String WANTED =
      MINE
          + " AND id <> ALL (?) AND (? OR queue = ANY (?)) AND queue <> ALL (?)"
          + " ORDER BY created_at, bucket, id LIMIT ?";

  private static final String FETCH_ALL = SELECT + WANTED;
  private static final String FETCH_RECENT =
      SELECT + " AND created_at >= now() - interval '5 seconds'" + WANTED;

  /** By the primary key, so that no index entry of a deleted row is passed again. */
  private static final String FETCH_ON =
      SELECT + " AND (created_at, bucket, id) > (?, ?, ?)" + WANTED;

  /**
   * Two statements of one journey, hence of one transaction. A deletion that a crash undoes is only
   * sent again; and the keys are few, the rows may be many.
   */
  private static final String DELETE =
      """
      SELECT set_config('synchronous_commit', 'off', true), set_config('enable_seqscan', 'off', true),
        set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true);
      DELETE FROM outbox USING unnest(?, ?, ?) AS sent (created_at, bucket, id)
      WHERE outbox.created_at = sent.created_at AND outbox.bucket = sent.bucket AND outbox.id = sent.id
        AND outbox.created_at BETWEEN ? AND ?
      """;

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

  /** Where a look begins. */
  sealed interface From {

    /** With the oldest. */
    record Beginning() implements From {}

    /** With what was due a few seconds ago; older rows are left to a later look. */
    record Recent() implements From {}

    /** After a row. */
    record After(WaitingMessage row) implements From {}
  }

  /**
   * Which rows are looked for.
   *
   * @param from where the look begins
   * @param slices of which buckets
   * @param except ids that are in hand
   * @param broker whether the broker takes messages
   * @param sinks names of the sinks that take messages
   * @param blocked queues that have refused many messages, to be left alone now
   */
  record Look(
      From from,
      BitSet slices,
      Collection<UUID> except,
      boolean broker,
      List<String> sinks,
      Collection<String> blocked) {

    String sql() {
      return switch (from) {
        case From.Beginning() -> FETCH_ALL;
        case From.Recent() -> FETCH_RECENT;
        case From.After _ -> FETCH_ON;
      };
    }
  }

  /** The oldest that are due. */
  static List<WaitingMessage> fetch(Connection connection, Look look, int limit)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(look.sql())) {
      int next = 1;
      if (look.from() instanceof From.After(WaitingMessage last)) {
        select.setObject(next++, last.dueAt());
        select.setShort(next++, last.message().bucket());
        select.setObject(next++, last.message().id());
      }
      select.setArray(next++, smallints(connection, look.slices()));
      select.setArray(next++, connection.createArrayOf("uuid", look.except().toArray()));
      select.setBoolean(next++, look.broker());
      select.setArray(next++, connection.createArrayOf("text", look.sinks().toArray()));
      select.setArray(next++, connection.createArrayOf("text", look.blocked().toArray()));
      select.setInt(next, limit);
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
                      row.getBytes(5)),
                  row.getString(7)));
        }
        return found;
      }
    }
  }

  /** Deletes by whole keys, each in its partition, in one statement. In auto-commit. */
  static void delete(Connection connection, Collection<WaitingMessage> sent) throws SQLException {
    List<OffsetDateTime> times = sent.stream().map(WaitingMessage::dueAt).toList();
    try (PreparedStatement delete = connection.prepareStatement(DELETE)) {
      delete.setArray(1, connection.createArrayOf("timestamptz", times.toArray()));
      delete.setArray(
          2,
          connection.createArrayOf(
              "smallint", sent.stream().map(row -> row.message().bucket()).toArray()));
      delete.setArray(
          3,
          connection.createArrayOf("uuid", sent.stream().map(row -> row.message().id()).toArray()));
      delete.setObject(4, Collections.min(times));
      delete.setObject(5, Collections.max(times));
      delete.execute();
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
