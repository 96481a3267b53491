package dev.tenk.bench.growth;

import dev.tenk.bench.report.Latencies;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/**
 * One prepared query on a connection of its own, timed until its last row was read.
 *
 * @param connection in auto-commit
 * @param statement of a bucket and an id
 * @param latencies of its calls
 */
record Statements(Connection connection, PreparedStatement statement, Latencies latencies)
    implements AutoCloseable {

  static Statements open(MediaTable table, String sql) throws SQLException {
    Connection connection = table.connect();
    return new Statements(connection, connection.prepareStatement(sql), new Latencies());
  }

  void call(short bucket, UUID id) throws Exception {
    statement.setShort(1, bucket);
    statement.setObject(2, id);
    int rows = latencies.time(this::read);
    if (rows == 0) {
      throw new IllegalStateException("nothing of " + id);
    }
  }

  private int read() throws SQLException {
    int rows = 0;
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        rows += row.getString("sha256").isEmpty() ? 0 : 1;
      }
    }
    return rows;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
