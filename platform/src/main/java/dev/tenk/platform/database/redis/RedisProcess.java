package dev.tenk.platform.database.redis;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Who answers, from {@code INFO}.
 *
 * @param run identifies the process
 * @param replication identifies its data's history; another after a failover
 * @param promoted whether it was a replica once
 * @param uptimeSeconds since it started
 * @param evicted keys that it dropped for want of memory
 */
record RedisProcess(
    String run, String replication, boolean promoted, long uptimeSeconds, long evicted) {

  private static final String NEVER_PROMOTED = "-1";

  static RedisProcess of(String info) {
    Map<String, String> fields = new HashMap<>();
    info.lines()
        .forEach(
            line -> {
              int colon = line.indexOf(':');
              if (colon > 0) {
                fields.put(line.substring(0, colon), line.substring(colon + 1).strip());
              }
            });
    return new RedisProcess(
        fields.getOrDefault("run_id", ""),
        fields.getOrDefault("master_replid", ""),
        !fields.getOrDefault("second_repl_offset", NEVER_PROMOTED).equals(NEVER_PROMOTED),
        number(fields, "uptime_in_seconds"),
        number(fields, "evicted_keys"));
  }

  boolean hasKeptAllSince(RedisProcess before) {
    return run.equals(before.run)
        && replication.equals(before.replication)
        && evicted == before.evicted;
  }

  /** For how long it has kept everything, as far as it tells itself. */
  long certainNanos() {
    return promoted || evicted > 0 ? 0 : Duration.ofSeconds(uptimeSeconds).toNanos();
  }

  private static long number(Map<String, String> fields, String name) {
    return Long.parseLong(fields.getOrDefault(name, "0"));
  }
}
