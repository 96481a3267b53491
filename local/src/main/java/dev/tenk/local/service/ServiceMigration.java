package dev.tenk.local.service;

import dev.tenk.embedded.postgres.Database;
import dev.tenk.embedded.process.EngineException;
import dev.tenk.embedded.process.EngineHome;
import dev.tenk.embedded.process.EngineProcess;
import dev.tenk.embedded.process.Signal;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The migration job of a service, as an installation runs it: the service's own build with {@code
 * TENK_MIGRATE_ONLY}, in the role that owns the schema. It migrates and ends; it serves nothing.
 */
public final class ServiceMigration {
  private static final long LIMIT_MINUTES = 10;

  private ServiceMigration() {}

  /**
   * Runs it to its end. Blocking.
   *
   * @param checkout directory of the modules
   * @throws EngineException with the end of its log when it fails
   */
  public static void run(
      Service service, Path checkout, Flavour flavour, Database database, EngineHome home) {
    EngineProcess job =
        EngineProcess.start(
            new EngineProcess.Command(
                service.module() + "-migration",
                flavour.command(checkout.resolve(service.module())),
                environment(database),
                home.logs().resolve(service.module() + "-migration.log"),
                Signal.TERM),
            home.ledger());
    int status = job.onExit().completeOnTimeout(-1, LIMIT_MINUTES, TimeUnit.MINUTES).join();
    if (status != 0) {
      job.kill();
      throw new EngineException(job.name() + " ended with " + status + job.lastLines());
    }
  }

  /** What the job needs, and nothing else. */
  static Map<String, String> environment(Database database) {
    return Map.of(
        "TENK_MIGRATE_ONLY", "true",
        "QUARKUS_DATASOURCE_JDBC_URL", database.jdbcUrl(),
        "QUARKUS_DATASOURCE_USERNAME", database.ownerUsername(),
        "QUARKUS_DATASOURCE_PASSWORD", database.ownerPassword());
  }
}
