package dev.tenk.bench.growth;

import dev.tenk.embedded.postgres.Database;
import dev.tenk.embedded.postgres.Postgres;
import dev.tenk.platform.database.migration.MigrationCustomizer;
import dev.tenk.platform.database.migration.SchemaConfig;
import dev.tenk.platform.database.migration.SchemaLayout;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * media-service's own schema with so many media: a hundred for each owner, written in the order of
 * time, so that those of one owner lie scattered, as they do when many people upload.
 */
final class MediaTable {

  private static final int MEDIA_OF_AN_OWNER = 100;
  private static final String CHECKOUT = "tenk.checkout";

  /** The n-th medium is of owner n modulo their number; ids are as ShardedIds makes them. */
  private static final String FILL =
      """
      INSERT INTO medium (bucket, id, owner, status, preset_version, content_type, bytes, sha256, width, height,
        placeholder, variants, created_at, changed_at)
      SELECT bucket, (millis || '7' || lpad(to_hex(bucket::int), 3, '0') || '8' || substr(hash, 1, 15))::uuid,
        (lpad(to_hex(1700000000000), 12, '0') || '7' || lpad(to_hex(bucket::int), 3, '0') || '8' || substr(owner_hash, 1, 15))::uuid,
        'READY', 1, 'image/jpeg', 2000000, hash || owner_hash, 4000, 3000, '1QcSHQRnh493V4dIh4eXh1h4kJUI',
        jsonb_build_array(jsonb_build_object('name', 'thumb', 'format', 'webp', 'width', 320, 'height', 240, 'bytes', 9000,
          'blobKey', hash)), to_timestamp(n), to_timestamp(n)
      FROM (
        SELECT n, md5('medium' || n) AS hash, md5('owner' || n %% %1$d) AS owner_hash,
          lpad(to_hex(1710000000000 + n), 12, '0') AS millis, ((n %% %1$d) * 2654435761 >> 7 & 4095)::smallint AS bucket
        FROM generate_series(%2$d::bigint, %3$d) AS n
      ) AS made
      """;

  private static final long SLICE = 500_000;

  private final Database database;
  private final long rows;

  private MediaTable(Database database, long rows) {
    this.database = database;
    this.rows = rows;
  }

  /** Migrates a new database and fills it: indexes after the rows, tables without a log. */
  static MediaTable make(Postgres postgres, long rows) throws SQLException {
    Database database = postgres.another("growth_" + rows);
    FluentConfiguration flyway =
        Flyway.configure()
            .dataSource(database.jdbcUrl(), database.ownerUsername(), database.ownerPassword())
            .locations(
                location("platform/src/main/resources/db/platform"),
                location("media-service/src/main/resources/db/migration"));
    new MigrationCustomizer(new Schema()).customize(flyway);
    flyway.load().migrate();
    MediaTable table = new MediaTable(database, rows);
    table.fill();
    return table;
  }

  long rows() {
    return rows;
  }

  /** A connection of the service's role. */
  Connection connect() throws SQLException {
    return DriverManager.getConnection(
        database.jdbcUrl(), database.username(), database.password());
  }

  /**
   * A medium to ask for.
   *
   * @param bucket of both
   * @param id the medium
   * @param owner its owner
   */
  record Key(short bucket, UUID id, UUID owner) {}

  /** So many keys from all over the table, in random order. */
  List<Key> sample(int size) throws SQLException {
    try (Connection connection = connect();
        PreparedStatement query =
            connection.prepareStatement(
                "SELECT bucket, id, owner FROM (SELECT bucket, id, owner FROM medium TABLESAMPLE BERNOULLI (?) LIMIT ?) AS sampled ORDER BY random()")) {
      query.setDouble(1, Math.min(100.0, 110.0 * size / rows));
      query.setInt(2, size * 2);
      List<Key> keys = new ArrayList<>();
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          keys.add(
              new Key(row.getShort(1), row.getObject(2, UUID.class), row.getObject(3, UUID.class)));
        }
      }
      return keys;
    }
  }

  private void fill() throws SQLException {
    try (Connection owner =
            DriverManager.getConnection(
                database.jdbcUrl(), database.ownerUsername(), database.ownerPassword());
        Statement statement = owner.createStatement()) {
      List<String> indexes =
          list(
              statement,
              "SELECT indexdef FROM pg_indexes WHERE tablename = 'medium' AND indexname <> 'medium_pkey'");
      List<String> names =
          list(
              statement,
              "SELECT indexname FROM pg_indexes WHERE tablename = 'medium' AND indexname <> 'medium_pkey'");
      statement.execute("DROP INDEX " + String.join(", ", names));
      statement.execute("ALTER TABLE medium DROP CONSTRAINT medium_pkey");
      for (String partition :
          list(
              statement,
              "SELECT inhrelid::regclass FROM pg_inherits WHERE inhparent = 'medium'::regclass")) {
        statement.execute("ALTER TABLE " + partition + " SET UNLOGGED");
      }
      statement.execute("SET maintenance_work_mem = '512MB'");
      statement.execute("SET synchronous_commit = off");
      long owners = Math.max(1, rows / MEDIA_OF_AN_OWNER);
      for (long from = 0; from < rows; from += SLICE) {
        statement.execute(FILL.formatted(owners, from, Math.min(rows, from + SLICE) - 1));
      }
      statement.execute("ALTER TABLE medium ADD PRIMARY KEY (bucket, id)");
      for (String index : indexes) {
        statement.execute(index.replace(" ON ONLY ", " ON "));
      }
      statement.execute("VACUUM ANALYZE medium");
    }
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

  private static String location(String directory) {
    return "filesystem:" + Path.of(System.getProperty(CHECKOUT, "")).resolve(directory);
  }

  private record Schema() implements SchemaConfig {

    @Override
    public SchemaLayout layout() {
      return SchemaLayout.PARTITIONED;
    }

    @Override
    public int partitions() {
      return 16;
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
