package dev.tenk.platform.database.migration;

import dev.tenk.embedded.EmbeddedEngines;
import dev.tenk.embedded.postgres.Database;
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
import org.postgresql.ds.PGSimpleDataSource;

/** A database of its own, migrated as services' are. */
public final class MigratedDatabase {

  private final Database database;

  /** An empty one of this name. */
  public MigratedDatabase(String name) {
    this.database = EmbeddedEngines.postgres().another(name);
  }

  /** Migrates by these locations, with 4 partitions. */
  public void migrate(String... locations) {
    flyway(SchemaLayout.PARTITIONED, locations).load().migrate();
  }

  /** Flyway as services configure it, with the role that owns the schema. */
  public FluentConfiguration flyway(SchemaLayout layout, String... locations) {
    FluentConfiguration flyway =
        Flyway.configure()
            .dataSource(database.jdbcUrl(), database.ownerUsername(), database.ownerPassword())
            .locations(locations);
    new MigrationCustomizer(new Settings(layout)).customize(flyway);
    return flyway;
  }

  /** Connections of the service's role. */
  public PGSimpleDataSource service() {
    var dataSource = new PGSimpleDataSource();
    dataSource.setURL(database.jdbcUrl());
    dataSource.setUser(database.username());
    dataSource.setPassword(database.password());
    return dataSource;
  }

  /** Executes as the owner. */
  public void execute(String sql) throws SQLException {
    try (Connection connection = owner();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The first column of the rows, asked as the owner. */
  public List<String> list(String sql) throws SQLException {
    try (Connection connection = owner();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      List<String> values = new ArrayList<>();
      while (row.next()) {
        values.add(row.getString(1));
      }
      return values;
    }
  }

  /** A connection of the role that owns the schema. */
  public Connection owner() throws SQLException {
    return DriverManager.getConnection(
        database.jdbcUrl(), database.ownerUsername(), database.ownerPassword());
  }

  private record Settings(SchemaLayout layout) implements SchemaConfig {

    @Override
    public int partitions() {
      return 4;
    }

    @Override
    public int needs() {
      return 1;
    }

    @Override
    public Duration lockTimeout() {
      return Duration.ofSeconds(2);
    }
  }
}
