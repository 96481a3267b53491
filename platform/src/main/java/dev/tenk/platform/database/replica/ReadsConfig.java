package dev.tenk.platform.database.replica;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Reads that go to the primary. */
@ConfigMapping(prefix = "tenk.database.reads")
public interface ReadsConfig {

  /** Connections for them, beside those of {@code quarkus.datasource.jdbc.max-size}. */
  @WithDefault("8")
  int maxSize();
}
