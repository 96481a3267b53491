package dev.tenk.platform.database.migration;

import java.util.Map;

/** How big tables are laid out. The migrations are the same; they name these placeholders. */
public enum SchemaLayout {

  /** One PostgreSQL: tables are partitioned by hash. */
  PARTITIONED {
    @Override
    Map<String, String> placeholders() {
      return Map.of(
          "by_bucket", "PARTITION BY HASH (bucket)",
          "by_canonical", "PARTITION BY HASH (canonical)");
    }
  },

  /**
   * PostgreSQL with Citus: the same tables are plain, and {@code db/citus/distribute.sql} spreads
   * them over the nodes after the migrations.
   */
  DISTRIBUTED {
    @Override
    Map<String, String> placeholders() {
      return Map.of("by_bucket", "", "by_canonical", "");
    }
  };

  /** What a {@code CREATE TABLE} says after its columns, by the placeholder's name. */
  abstract Map<String, String> placeholders();
}
