package dev.tenk.embedded.plan;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.TreeSet;

/**
 * Makes the planner take every table that is partitioned by hash for one of a million rows: a few
 * thousand real rows with real statistics, and a row count in the catalog that is scaled up.
 *
 * <p>The number of pages is always the file's own, so a sequential scan looks cheaper to the
 * planner than it would be: what is not scanned here is not scanned on the real thing either. What
 * this cannot show is time; that is measured by {@code ./tenk bench growth}.
 */
public final class LargeTables {

  private static final int ROWS = 4096;
  private static final String TABLES =
      """
      SELECT relname FROM pg_partitioned_table JOIN pg_class ON oid = partrelid WHERE partstrat = 'h' ORDER BY relname
      """;
  private static final String COLUMNS =
      """
      WITH ids AS (
        SELECT '(''0190a5f0-1234-7'' || lpad(to_hex(n), 3, ''0'') || ''-8'' || substr(md5(random()::text), 1, 15))::uuid' AS id)
      SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum),
        string_agg(CASE
          WHEN attname = 'bucket' THEN 'n::smallint'
          WHEN typname = 'uuid' THEN format('CASE WHEN %s IS NOT NULL THEN ' || id || ' END', value)
          WHEN typname = 'text' AND is_key THEN
            format('CASE WHEN length(%1$s) = 64 THEN encode(sha256(n::text::bytea), ''hex'')'
              ' ELSE left(%1$s, 20) || n END', value)
          WHEN typname = 'bytea' AND is_key THEN 'sha256(n::text::bytea)'
          WHEN typname = 'timestamptz' THEN value || ' - n * interval ''1 minute'''
          ELSE value END, ', ' ORDER BY attnum)
      FROM (
        SELECT attname, attnum, typname, id,
          CASE WHEN attnotnull THEN format('coalesce(r.%I, %s)', attname, CASE typname
            WHEN 'uuid' THEN id
            WHEN 'text' THEN CASE WHEN attname = 'sha256' THEN 'repeat(''a'', 64)' ELSE '''some''' END WHEN 'bytea' THEN 'sha256('''')'
            WHEN 'timestamptz' THEN 'now()' WHEN 'bool' THEN 'false' WHEN 'jsonb' THEN '''[]'''
            WHEN '_text' THEN '''{}''' ELSE '1' END)
            ELSE format('r.%I', attname) END AS value,
          EXISTS (
            SELECT FROM pg_index WHERE indrelid = attrelid AND indisunique AND attnum = ANY (indkey)) AS is_key
        FROM pg_attribute JOIN pg_type ON pg_type.oid = atttypid, ids
        WHERE attrelid = '%s'::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' AND attidentity = ''
      ) AS columns
      """;

  private LargeTables() {}

  /**
   * Multiplies a row of each table, one that is made up where it has none, and answers the names.
   *
   * @param connection a superuser's, to the service's database
   */
  public static Set<String> pretend(Connection connection) throws SQLException {
    Set<String> tables = new TreeSet<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(TABLES)) {
      while (row.next()) {
        tables.add(row.getString(1));
      }
    }
    for (String table : tables) {
      multiply(connection, table);
    }
    return tables;
  }

  private static void multiply(Connection connection, String table) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      String columns;
      String values;
      try (ResultSet row = statement.executeQuery(COLUMNS.replace("'%s'", "'" + table + "'"))) {
        row.next();
        columns = row.getString(1);
        values = row.getString(2);
      }
      statement.executeUpdate(
          "INSERT INTO %1$s (%2$s) SELECT %3$s FROM generate_series(0, %4$d) AS n LEFT JOIN (SELECT * FROM %1$s LIMIT 1) AS r ON true ON CONFLICT DO NOTHING"
              .formatted(table, columns, values, ROWS - 1));
      statement.execute("ANALYZE " + table);
      statement.execute(
          """
          UPDATE pg_class SET reltuples = 1000000.0 / (SELECT count(*) FROM pg_inherits WHERE inhparent = '%1$s'::regclass)
          WHERE oid IN (SELECT inhrelid FROM pg_inherits WHERE inhparent = '%1$s'::regclass)
          """
              .formatted(table));
    }
  }
}
