package dev.tenk.platform.database.replica;

import dev.tenk.platform.database.wal.Lsn;
import dev.tenk.platform.database.wal.WalPosition;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Asks one server where it is, over one connection that is kept. For one thread.
 *
 * <p>The timeline of a replica is the newest that it is known to have received: at once where the
 * role may read {@code pg_stat_wal_receiver} (a member of {@code pg_read_all_stats}), else with its
 * next restart point. It is never newer than the truth.
 */
final class ServerProbe implements AutoCloseable {

  private static final String INSTANCE =
      "SELECT concat_ws(' ', inet_server_addr(), inet_server_port(), pg_postmaster_start_time())";

  private static final String SERVER =
      """
      SELECT system_identifier, current_setting('wal_block_size')::bigint,
        pg_size_bytes(current_setting('wal_segment_size'))
      FROM pg_control_system()
      """;
  private static final String POSITION =
      """
      SELECT recovering,
        CASE WHEN recovering THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_insert_lsn() END,
        CASE WHEN recovering THEN greatest(
            (SELECT timeline_id FROM pg_control_checkpoint()),
            (SELECT min_recovery_end_timeline FROM pg_control_recovery()),
            (SELECT received_tli FROM pg_stat_wal_receiver))
          ELSE ('x' || left(pg_walfile_name(pg_current_wal_insert_lsn()), 8))::bit(32)::integer END
      FROM pg_is_in_recovery() AS recovering
      """;

  private final DataSource connections;
  private @Nullable Session session;

  ServerProbe(DataSource connections) {
    this.connections = connections;
  }

  private record Session(
      Connection connection,
      PreparedStatement position,
      String instance,
      long system,
      long blockBytes,
      long segmentBytes) {

    WalPosition position(ResultSet row) throws SQLException {
      String text = row.getString(2);
      long lsn = text == null ? 0 : Lsn.parse(text);
      return new WalPosition(
          system, row.getInt(3), Lsn.withoutPageHeader(lsn, blockBytes, segmentBytes));
    }
  }

  /** Blocks for a round trip; connects first where there is no connection. */
  Reading read() throws SQLException {
    Session current = session;
    if (current == null) {
      current = open();
      session = current;
    }
    try (ResultSet row = current.position().executeQuery()) {
      row.next();
      return new Reading(current.instance(), row.getBoolean(1), current.position(row));
    } catch (SQLException e) {
      close();
      throw e;
    }
  }

  private Session open() throws SQLException {
    Connection connection = connections.getConnection();
    try (PreparedStatement server = connection.prepareStatement(SERVER);
        ResultSet row = server.executeQuery()) {
      row.next();
      return new Session(
          connection,
          connection.prepareStatement(POSITION),
          instance(connection),
          row.getLong(1),
          row.getLong(2),
          row.getLong(3));
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** Which server process the connection leads to. */
  static String instance(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(INSTANCE);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getString(1);
    }
  }

  @Override
  public void close() {
    Session open = session;
    session = null;
    if (open != null) {
      try {
        open.connection().close();
      } catch (SQLException e) {
        // it was lost before
      }
    }
  }
}
