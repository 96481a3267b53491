package dev.tenk.platform.database.migration;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * An index on a partitioned table that is in use, for Java migrations outside a transaction.
 *
 * <p>{@code CREATE INDEX CONCURRENTLY} takes no partitioned table, and without it no row could be
 * written until all partitions are indexed. So the parent's index comes first, with none of theirs;
 * then each partition's, concurrently; each is attached, and with the last the parent's is whole.
 * May be repeated after a failure: what is whole stays, what is broken is made anew.
 *
 * @see <a href="https://www.postgresql.org/docs/18/sql-createindex.html">CREATE INDEX, on ONLY</a>
 */
public final class PartitionedIndex {

  private static final String PARTITIONS =
      "SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = ?::regclass ORDER BY 1";
  private static final String WHOLE =
      "SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass(?)";
  private static final String ATTACHED =
      "SELECT FROM pg_inherits WHERE inhrelid = to_regclass(?) AND inhparent = to_regclass(?)";

  private final String table;
  private final String name;
  private final String kind;
  private final String definition;

  private PartitionedIndex(String table, String name, String kind, String definition) {
    this.table = table;
    this.name = name;
    this.kind = kind;
    this.definition = definition;
  }

  /**
   * An index.
   *
   * @param definition what follows the table's name: {@code (bucket, owner) WHERE status = 'READY'}
   */
  public static PartitionedIndex of(String table, String name, String definition) {
    return new PartitionedIndex(table, name, "INDEX", definition);
  }

  /** A unique index; its columns contain those of the partitioning. */
  public static PartitionedIndex unique(String table, String name, String definition) {
    return new PartitionedIndex(table, name, "UNIQUE INDEX", definition);
  }

  /**
   * Makes it. Blocks until every transaction has ended that began before, on each partition.
   *
   * @param connection in auto-commit
   */
  public void create(Connection connection) throws SQLException {
    execute(
        connection,
        "CREATE %s IF NOT EXISTS %s ON ONLY %s %s".formatted(kind, name, table, definition));
    for (String partition : partitions(connection)) {
      String part = name + "_" + partition;
      createOn(connection, partition, part);
      if (!exists(connection, ATTACHED, part, name)) {
        execute(connection, "ALTER INDEX %s ATTACH PARTITION %s".formatted(name, part));
      }
    }
  }

  private void createOn(Connection connection, String partition, String part) throws SQLException {
    // the locks that are waited for here stop nobody
    execute(connection, "SET lock_timeout = 0");
    try {
      if (!isWhole(connection, part)) {
        execute(connection, "DROP INDEX CONCURRENTLY IF EXISTS " + part);
        execute(
            connection,
            "CREATE %s CONCURRENTLY %s ON %s %s".formatted(kind, part, partition, definition));
      }
    } finally {
      execute(connection, "SET lock_timeout = '3s'");
    }
  }

  private List<String> partitions(Connection connection) throws SQLException {
    List<String> partitions = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(PARTITIONS)) {
      query.setString(1, table);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          partitions.add(row.getString(1));
        }
      }
    }
    return partitions;
  }

  private static boolean isWhole(Connection connection, String index) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(WHOLE)) {
      query.setString(1, index);
      try (ResultSet row = query.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  private static boolean exists(Connection connection, String sql, String one, String other)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setString(1, one);
      query.setString(2, other);
      try (ResultSet row = query.executeQuery()) {
        return row.next();
      }
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
