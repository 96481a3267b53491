package dev.tenk.platform.database.migration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** The schema of the service's database. */
@ConfigMapping(prefix = "tenk.schema")
public interface SchemaConfig {

  /** How big tables are laid out; chosen when the database is made. */
  @WithDefault("partitioned")
  SchemaLayout layout();

  /**
   * How many hash partitions each big table has; chosen when the database is made, ignored
   * afterwards. With the distributed layout how many shards.
   */
  @WithDefault("16")
  @Min(1)
  @Max(4096)
  int partitions();

  /**
   * The oldest schema that this build works with, as the number of its newest migration: set by the
   * build, not by an installation.
   */
  @WithDefault("1")
  int needs();

  /**
   * How long a migration waits for a lock before it gives up, so that those who queue behind it are
   * not kept; the migration is then repeated. Longer only while nobody is served.
   */
  @WithDefault("3S")
  Duration lockTimeout();
}
