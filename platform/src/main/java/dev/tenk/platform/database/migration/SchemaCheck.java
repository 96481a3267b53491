package dev.tenk.platform.database.migration;

import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.jboss.logging.Logger;

/**
 * Stops the start of a service on a schema that it cannot work with, before it serves or takes
 * messages. A database that is away does not stop it: what is unreachable is no mismatch.
 */
@Singleton
public final class SchemaCheck {

  private static final Logger LOG = Logger.getLogger(SchemaCheck.class);
  private static final int EARLY = 2;
  private static final String[] SQL = {".sql"};
  private static final String UNDEFINED_TABLE = "42P01";
  private static final String APPLIED =
      """
      SELECT coalesce(max(split_part(version, '.', 1)::integer), 0),
        (SELECT oldest_service FROM schema_compatibility)
      FROM flyway_schema_history WHERE success AND version IS NOT NULL
      """;

  private final AgroalDataSource dataSource;
  private final Flyway flyway;
  private final SchemaConfig config;

  SchemaCheck(AgroalDataSource dataSource, Flyway flyway, SchemaConfig config) {
    this.dataSource = dataSource;
    this.flyway = flyway;
    this.config = config;
  }

  void onStart(@Observes @Priority(EARLY) StartupEvent event) {
    try {
      check();
    } catch (SQLException e) {
      LOG.warnf("the schema is not checked, the database cannot be read: %s", e.getMessage());
    }
  }

  /**
   * Checks once. Blocking.
   *
   * @throws SchemaMismatchException saying what to do
   * @throws SQLException when the database cannot be read
   */
  void check() throws SQLException {
    versions()
        .problem()
        .ifPresent(
            problem -> {
              throw new SchemaMismatchException(problem);
            });
  }

  private SchemaVersions versions() throws SQLException {
    int known = known();
    try (Connection connection = dataSource.getConnection();
        Statement query = connection.createStatement();
        ResultSet row = query.executeQuery(APPLIED)) {
      row.next();
      return new SchemaVersions(known, config.needs(), row.getInt(1), row.getInt(2));
    } catch (SQLException e) {
      if (UNDEFINED_TABLE.equals(e.getSQLState())) {
        return new SchemaVersions(known, config.needs(), 0, 0);
      }
      throw e;
    }
  }

  /** Of the build, without the database. */
  private int known() {
    return flyway.getConfiguration().getResourceProvider().getResources("V", SQL).stream()
        .map(resource -> resource.getFilename().substring(1).split("[_.]", 2)[0])
        .mapToInt(Integer::parseInt)
        .max()
        .orElse(0);
  }
}
