package dev.tenk.bench.data;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Fills a partitioned table by slices, its indexes made after the rows. */
final class Bulk {

  private static final long SLICE = 500_000;

  private Bulk() {}

  /** A statement that inserts rows. */
  @FunctionalInterface
  interface Rows {

    /** The statement that inserts these. */
    String sql(long first, long last);
  }

  /**
   * Fills an empty table.
   *
   * @param owner connection of the schema's owner
   * @param logged whether the rows survive a crash and reach replicas
   */
  static void fill(Connection owner, String table, long rows, boolean logged, Rows insert)
      throws SQLException {
    try (Statement statement = owner.createStatement()) {
      String key =
          list(
                  statement,
                  "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = '%s'::regclass AND contype = 'p'"
                      .formatted(table))
              .getFirst();
      String others =
          " FROM pg_indexes WHERE tablename = '%s' AND indexname <> '%1$s_pkey'".formatted(table);
      List<String> indexes = list(statement, "SELECT indexdef" + others);
      for (String name : list(statement, "SELECT indexname" + others)) {
        statement.execute("DROP INDEX " + name);
      }
      statement.execute("ALTER TABLE %s DROP CONSTRAINT %1$s_pkey".formatted(table));
      if (!logged) {
        for (String partition : partitions(statement, table)) {
          statement.execute("ALTER TABLE " + partition + " SET UNLOGGED");
        }
      }
      statement.execute("SET maintenance_work_mem = '512MB'");
      statement.execute("SET synchronous_commit = off");
      for (long first = 0; first < rows; first += SLICE) {
        statement.execute(insert.sql(first, Math.min(rows, first + SLICE) - 1));
      }
      statement.execute("ALTER TABLE %s ADD %s".formatted(table, key));
      for (String index : indexes) {
        statement.execute(index.replace(" ON ONLY ", " ON "));
      }
      statement.execute("VACUUM ANALYZE " + table);
    }
  }

  private static List<String> partitions(Statement statement, String table) throws SQLException {
    return list(
        statement,
        "SELECT inhrelid::regclass FROM pg_inherits WHERE inhparent = '%s'::regclass"
            .formatted(table));
  }

  private static List<String> list(Statement statement, String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        values.add(row.getString(1));
      }
    }
    return values;
  }
}
