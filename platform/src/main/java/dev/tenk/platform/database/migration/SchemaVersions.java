package dev.tenk.platform.database.migration;

import java.util.Optional;

/**
 * Whether a service and a schema fit together, by the numbers of migrations.
 *
 * @param known the newest migration in the service's build
 * @param needed the newest migration that its code relies on
 * @param applied the newest migration of the schema
 * @param oldestService the newest migration that a service must know to run on this schema
 */
record SchemaVersions(int known, int needed, int applied, int oldestService) {

  /** What is wrong and what mends it; empty when they fit. */
  Optional<String> problem() {
    if (applied < needed) {
      return Optional.of(
          "The schema is at migration %d, this service needs %d: run the migration job first (TENK_MIGRATE_ONLY=true)"
              .formatted(applied, needed));
    }
    if (known < oldestService) {
      return Optional.of(
          "The schema is at migration %d and serves services that know migration %d or later, this one knows %d: run a newer one"
              .formatted(applied, oldestService, known));
    }
    return Optional.empty();
  }
}
