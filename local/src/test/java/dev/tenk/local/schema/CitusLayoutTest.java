package dev.tenk.local.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenk.embedded.EmbeddedEngines;
import dev.tenk.embedded.postgres.Database;
import dev.tenk.platform.database.migration.MigrationCustomizer;
import dev.tenk.platform.database.migration.SchemaConfig;
import dev.tenk.platform.database.migration.SchemaLayout;
import java.net.URL;
import java.net.URLClassLoader;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * The distributed layout, with a stand-in for Citus that writes down what it is told: its rules are
 * then asked of PostgreSQL's own catalog.
 *
 * @see <a href="https://docs.citusdata.com/en/stable/develop/reference_ddl.html">Citus: creating
 *     and modifying distributed objects</a>
 */
class CitusLayoutTest {

  static final List<String> SERVICES = Migrations.SERVICES;

  private static final String STAND_IN =
      """
      CREATE TABLE pg_dist_partition (logicalrelid regclass PRIMARY KEY, key text NOT NULL, colocation text NOT NULL, shards int);
      CREATE FUNCTION create_distributed_table(
        table_name regclass, distribution_column text, colocate_with text DEFAULT 'default', shard_count int DEFAULT NULL)
      RETURNS void LANGUAGE sql AS $$
        INSERT INTO pg_dist_partition VALUES (table_name, distribution_column,
          CASE colocate_with WHEN 'none' THEN table_name::text ELSE colocate_with END, shard_count)
      $$;
      """;

  /** Unique keys, primary ones too, that lack the column by which their table is distributed. */
  private static final String KEYS_WITHOUT_THE_DISTRIBUTION_COLUMN =
      """
      SELECT indexrelid::regclass::text FROM pg_dist_partition JOIN pg_index ON indrelid = logicalrelid
      WHERE indisunique AND NOT EXISTS (
        SELECT FROM pg_attribute WHERE attrelid = indrelid AND attname = key AND attnum = ANY (indkey::smallint[]))
      """;

  private static final String FOREIGN_KEYS =
      "SELECT conname FROM pg_constraint JOIN pg_dist_partition ON logicalrelid IN (conrelid, confrelid) WHERE contype = 'f'";

  /** What a node could not decide or do alone. */
  private static final String TRIGGERS_AND_SEQUENCES =
      """
      SELECT tgname::text FROM pg_trigger JOIN pg_dist_partition ON logicalrelid = tgrelid WHERE NOT tgisinternal
      UNION ALL
      SELECT attname FROM pg_attribute JOIN pg_dist_partition ON logicalrelid = attrelid
        LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
      WHERE attidentity <> '' OR pg_get_expr(adbin, adrelid) LIKE '%nextval%'
      """;

  private static final String PARTITIONED =
      "SELECT logicalrelid::text FROM pg_dist_partition JOIN pg_class ON oid = logicalrelid"
          + " WHERE relkind <> 'r' AND relname NOT IN (SELECT name FROM time_partitioned_table)";

  /**
   * Tables with a bucket, or a hash of their own, that would stay on the coordinator; queues do.
   */
  private static final String FORGOTTEN =
      """
      SELECT relname FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
      WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND NOT relispartition
        AND attname IN ('bucket', 'canonical') AND relname NOT IN ('mail', 'dead_letter') AND pg_class.oid NOT IN (SELECT logicalrelid FROM pg_dist_partition)
      """;

  private static final String COLOCATED_BY_ANOTHER_TYPE =
      """
      SELECT one.logicalrelid::text FROM pg_dist_partition one
        JOIN pg_dist_partition other ON other.logicalrelid::text = one.colocation
        JOIN pg_attribute a ON a.attrelid = one.logicalrelid AND a.attname = one.key
        JOIN pg_attribute b ON b.attrelid = other.logicalrelid AND b.attname = other.key
      WHERE (a.atttypid, a.attcollation) <> (b.atttypid, b.attcollation)
      """;

  @ParameterizedTest
  @FieldSource("SERVICES")
  void everyConstraintIsLegalWhereTheTablesAreDistributed(String service) throws Exception {
    // given
    Database database =
        EmbeddedEngines.postgres().another("citus_" + service.replace("-service", ""));
    try (Connection owner =
        DriverManager.getConnection(
            database.jdbcUrl(), database.ownerUsername(), database.ownerPassword())) {
      execute(owner, STAND_IN);

      // when, twice, as every release does
      migrate(service, database);
      migrate(service, database);

      // then
      assertThat(list(owner, KEYS_WITHOUT_THE_DISTRIBUTION_COLUMN)).isEmpty();
      assertThat(list(owner, FOREIGN_KEYS)).isEmpty();
      assertThat(list(owner, TRIGGERS_AND_SEQUENCES)).isEmpty();
      assertThat(list(owner, PARTITIONED)).isEmpty();
      assertThat(list(owner, FORGOTTEN)).isEmpty();
      assertThat(list(owner, COLOCATED_BY_ANOTHER_TYPE)).isEmpty();
      assertThat(list(owner, "SELECT key FROM pg_dist_partition WHERE key = 'bucket'"))
          .isNotEmpty();
    }
  }

  private static void migrate(String service, Database database) throws Exception {
    FluentConfiguration flyway =
        Flyway.configure()
            .dataSource(database.jdbcUrl(), database.ownerUsername(), database.ownerPassword())
            .baselineOnMigrate(true)
            .baselineVersion("0")
            .locations(Migrations.locations(service));
    new MigrationCustomizer(new Distributed()).customize(flyway);
    Thread thread = Thread.currentThread();
    ClassLoader loader = thread.getContextClassLoader();
    URL resources = Migrations.resources(service).toUri().toURL();
    try (var scripts = new URLClassLoader(new URL[] {resources}, loader)) {
      thread.setContextClassLoader(scripts);
      flyway.load().migrate();
    } finally {
      thread.setContextClassLoader(loader);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static List<String> list(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      List<String> values = new ArrayList<>();
      while (row.next()) {
        values.add(row.getString(1));
      }
      return values;
    }
  }

  private record Distributed() implements SchemaConfig {

    @Override
    public SchemaLayout layout() {
      return SchemaLayout.DISTRIBUTED;
    }

    @Override
    public int partitions() {
      return 32;
    }

    @Override
    public int needs() {
      return 1;
    }

    @Override
    public Duration lockTimeout() {
      return Duration.ofSeconds(3);
    }
  }
}
