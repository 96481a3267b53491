package dev.tenk.embedded.test;

import dev.tenk.embedded.EmbeddedEngines;
import dev.tenk.embedded.postgres.Database;
import dev.tenk.embedded.postgres.Postgres;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/**
 * The default datasource on the embedded PostgreSQL, migrated at the start. The init argument
 * {@code service} chooses the database: {@code user} or {@code media}.
 */
public final class PostgresResource implements QuarkusTestResourceLifecycleManager {
  private String service = "";

  @Override
  public void init(Map<String, String> arguments) {
    service = arguments.getOrDefault("service", "");
  }

  @Override
  public Map<String, String> start() {
    Postgres postgres = EmbeddedEngines.postgres();
    Database database =
        switch (service) {
          case "user" -> postgres.user();
          case "media" -> postgres.media();
          default ->
              throw new IllegalArgumentException("service is user or media, not '" + service + "'");
        };
    return Map.of(
        "quarkus.datasource.jdbc.url", database.jdbcUrl(),
        "quarkus.datasource.username", database.username(),
        "quarkus.datasource.password", database.password(),
        "quarkus.flyway.migrate-at-start", "true",
        "quarkus.flyway.username", database.ownerUsername(),
        "quarkus.flyway.password", database.ownerPassword());
  }

  /** Nothing: the engine serves the other tests of this JVM. */
  @Override
  public void stop() {}
}
