package dev.tenk.platform.database.migration;

import io.quarkus.flyway.FlywayConfigurationCustomizer;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;

/**
 * Flyway as the migrations want it: placeholders of the layout, locks that are waited for briefly,
 * and no open transaction beside a migration.
 *
 * <p>Flyway's own lock is by default held in a transaction of another session, for which {@code
 * CREATE INDEX CONCURRENTLY} would wait for ever; a session's advisory lock does as well.
 */
@Singleton
public final class MigrationCustomizer implements FlywayConfigurationCustomizer {

  private final SchemaConfig config;

  /** With these settings. */
  public MigrationCustomizer(SchemaConfig config) {
    this.config = config;
  }

  @Override
  public void customize(FluentConfiguration flyway) {
    Map<String, String> placeholders = new HashMap<>(flyway.getPlaceholders());
    placeholders.putAll(config.layout().placeholders());
    placeholders.put("partitions", Integer.toString(config.partitions()));
    flyway.placeholders(placeholders);
    flyway.callbacks(new MigrationCallback(config));
    flyway
        .getConfigurationExtension(PostgreSQLConfigurationExtension.class)
        .setTransactionalLock(false);
  }
}
