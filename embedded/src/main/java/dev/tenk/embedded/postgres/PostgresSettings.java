package dev.tenk.embedded.postgres;

import dev.tenk.embedded.process.EngineHome;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Settings of the two servers: small, loopback only, passwords for everyone. */
final class PostgresSettings {
  static final String REPLICATION_ROLE = "replicator";

  /** Nobody is trusted, not even on loopback: other users of the machine reach it too. */
  static final List<String> CLIENTS =
      List.of(
          "host all all 127.0.0.1/32 scram-sha-256",
          "host replication " + REPLICATION_ROLE + " 127.0.0.1/32 scram-sha-256");

  private PostgresSettings() {}

  static Map<String, String> primary(int port, EngineHome home) {
    return common(port, home.memory().postgresMebibytes(), home.durable());
  }

  static Map<String, String> replica(
      String name, int port, EngineHome home, int primaryPort, Path passwordFile) {
    Map<String, String> settings =
        common(port, home.memory().postgresMebibytes() / 2, home.durable());
    settings.put(
        "primary_conninfo",
        "host=127.0.0.1 port=%d user=%s passfile=%s application_name=%s"
            .formatted(primaryPort, REPLICATION_ROLE, passwordFile, name));
    settings.put("primary_slot_name", name);
    settings.put("wal_retrieve_retry_interval", "500ms");
    return settings;
  }

  private static Map<String, String> common(int port, int mebibytes, boolean durable) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("listen_addresses", "127.0.0.1");
    settings.put("port", Integer.toString(port));
    settings.put("unix_socket_directories", "");
    settings.put("max_connections", "100");
    settings.put("shared_buffers", mebibytes + "MB");
    settings.put("huge_pages", "off");
    settings.put("io_method", "sync");
    settings.put("jit", "off");
    settings.put("wal_level", "replica");
    settings.put("hot_standby", "on");
    settings.put("max_wal_senders", "4");
    settings.put("max_replication_slots", "4");
    // a replica that is away for longer is built anew
    settings.put("max_slot_wal_keep_size", "512MB");
    settings.put("min_wal_size", "64MB");
    settings.put("max_wal_size", "256MB");
    settings.put("password_encryption", "scram-sha-256");
    settings.put("log_line_prefix", "%m [%p] %a ");
    if (!durable) {
      settings.put("fsync", "off");
      settings.put("synchronous_commit", "off");
      settings.put("full_page_writes", "off");
      // for tests that look at plans; off until one switches it on
      settings.put("session_preload_libraries", "auto_explain");
    }
    return settings;
  }
}
