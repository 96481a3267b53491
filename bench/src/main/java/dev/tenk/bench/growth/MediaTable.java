package dev.tenk.bench.growth;

import dev.tenk.bench.data.MediaRows;
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
            database.jdbcUrl(), database.ownerUsername(), database.ownerPassword())) {
      MediaRows.fill(owner, rows, Math.max(1, rows / MEDIA_OF_AN_OWNER), false);
    }
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
