package dev.tenk.platform.database.migration;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/**
 * What surrounds migrations: a bound on waiting for locks before each, and afterwards what every
 * run makes sure of: distribution, partitions that are due, a history that services only read.
 */
final class MigrationCallback implements Callback {

  private static final String DISTRIBUTE = "db/citus/distribute.sql";
  private static final String PARTITIONS = "SELECT time_partitions_at(now())";
  private static final String PROTECT =
      """
      DO $$
      DECLARE
        role text;
      BEGIN
        FOR role IN
          SELECT DISTINCT grantee FROM information_schema.role_table_grants
          WHERE table_schema = current_schema AND grantee <> current_user
            AND table_name IN ('flyway_schema_history', 'time_partitioned_table', 'schema_compatibility')
            AND privilege_type <> 'SELECT'
        LOOP
          EXECUTE format('REVOKE INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER'
            ' ON flyway_schema_history, time_partitioned_table, schema_compatibility FROM %I', role);
        END LOOP;
      END
      $$
      """;

  private final SchemaConfig config;

  MigrationCallback(SchemaConfig config) {
    this.config = config;
  }

  @Override
  public boolean supports(Event event, Context context) {
    return event == Event.BEFORE_EACH_MIGRATE || event == Event.AFTER_MIGRATE;
  }

  @Override
  public boolean canHandleInTransaction(Event event, Context context) {
    return true;
  }

  @Override
  public void handle(Event event, Context context) {
    try (Statement statement = context.getConnection().createStatement()) {
      if (event == Event.BEFORE_EACH_MIGRATE) {
        statement.execute("SET lock_timeout = " + config.lockTimeout().toMillis());
      } else {
        statement.execute("RESET lock_timeout");
        if (config.layout() == SchemaLayout.DISTRIBUTED) {
          statement.execute(distribution(config.partitions()));
        }
        statement.execute(PARTITIONS);
        statement.execute(PROTECT);
      }
    } catch (SQLException e) {
      throw new FlywayException("Cannot prepare or finish the migration: " + e.getMessage(), e);
    }
  }

  @Override
  public String getCallbackName() {
    return "tenk";
  }

  private static String distribution(int shards) {
    try (InputStream script =
        Thread.currentThread().getContextClassLoader().getResourceAsStream(DISTRIBUTE)) {
      if (script == null) {
        throw new FlywayException("This service has no " + DISTRIBUTE);
      }
      return new String(script.readAllBytes(), StandardCharsets.UTF_8)
          .replace("${partitions}", Integer.toString(shards));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
