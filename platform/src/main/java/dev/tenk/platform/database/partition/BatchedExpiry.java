package dev.tenk.platform.database.partition;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * Deletes expired rows of a bucketed table in batches: no statement holds many locks, none runs for
 * long, and each delete names its key, so that it touches one partition or shard.
 *
 * <p>For tables whose rows expire one by one: idempotency keys, one-time tokens. What expires as a
 * whole is partitioned by time and dropped. The table needs an index that begins with the column of
 * expiry. Pods may run it at once: each row is deleted by one of them, and a row whose expiry was
 * moved meanwhile stays.
 */
public final class BatchedExpiry {

  private final DataSource dataSource;
  private final int keySize;
  private final String select;
  private final String delete;
  private final int batch;

  /**
   * Of this table; the names are constants of the program, never input.
   *
   * @param dataSource connections outside JTA transactions, in auto-commit
   * @param key columns of the primary key, {@code bucket} first
   * @param expires a {@code timestamptz}: rows before it are over
   * @param batch rows of a statement, for example 500
   */
  public BatchedExpiry(
      DataSource dataSource, String table, List<String> key, String expires, int batch) {
    this.dataSource = dataSource;
    this.keySize = key.size();
    this.batch = batch;
    this.select =
        "SELECT %s FROM %s WHERE %s < ? ORDER BY %s LIMIT ?"
            .formatted(String.join(", ", key), table, expires, expires);
    this.delete =
        key.stream()
            .map(column -> column + " = ?")
            .collect(Collectors.joining(" AND ", "DELETE FROM " + table + " WHERE ", ""))
            .concat(" AND " + expires + " < ?");
  }

  /**
   * Deletes what expired before the moment, at most so many batches; answers how many rows. Less
   * than {@code batches} times the batch size: nothing is left. Blocking; commits after each batch.
   */
  public int deleteBefore(Instant moment, int batches) throws SQLException {
    Timestamp before = Timestamp.from(moment);
    int deleted = 0;
    try (Connection connection = dataSource.getConnection()) {
      for (int i = 0; i < batches; i++) {
        List<Object[]> expired = select(connection, before);
        deleted += delete(connection, expired, before);
        if (expired.size() < batch) {
          break;
        }
      }
    }
    return deleted;
  }

  private List<Object[]> select(Connection connection, Timestamp before) throws SQLException {
    List<Object[]> keys = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(select)) {
      query.setTimestamp(1, before);
      query.setInt(2, batch);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          Object[] key = new Object[keySize];
          for (int column = 0; column < keySize; column++) {
            key[column] = row.getObject(column + 1);
          }
          keys.add(key);
        }
      }
    }
    return keys;
  }

  private int delete(Connection connection, List<Object[]> keys, Timestamp before)
      throws SQLException {
    if (keys.isEmpty()) {
      return 0;
    }
    int deleted = 0;
    connection.setAutoCommit(false);
    try (PreparedStatement statement = connection.prepareStatement(delete)) {
      for (Object[] key : keys) {
        for (int column = 0; column < keySize; column++) {
          statement.setObject(column + 1, key[column]);
        }
        statement.setTimestamp(keySize + 1, before);
        statement.addBatch();
      }
      for (int count : statement.executeBatch()) {
        deleted += count;
      }
      connection.commit();
    } catch (SQLException e) {
      connection.rollback();
      throw e;
    } finally {
      connection.setAutoCommit(true);
    }
    return deleted;
  }
}
