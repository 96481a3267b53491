package dev.tenk.local.service;

import dev.tenk.embedded.broker.Broker;
import dev.tenk.embedded.postgres.Database;
import dev.tenk.embedded.postgres.Postgres;
import dev.tenk.embedded.process.Secret;
import dev.tenk.embedded.redis.Redis;
import dev.tenk.local.mailbox.MailboxPages;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The services' configuration, as a deployment would give it: environment variables, each service
 * only what it needs.
 *
 * @param postgres databases
 * @param redis sessions, and who was signed out
 * @param broker queues
 * @param data directory of blobs and keys
 * @param issuer the origin's URL, which tokens name as their issuer
 * @param mailPort where mails are taken
 * @param more settings of all services
 */
public record ServiceEnvironment(
    Postgres postgres,
    Redis redis,
    Broker broker,
    Path data,
    String issuer,
    int mailPort,
    Map<String, String> more) {
  private static final String AUDIENCE = "tenk";

  /** Without more settings. */
  public ServiceEnvironment(
      Postgres postgres, Redis redis, Broker broker, Path data, String issuer, int mailPort) {
    this(postgres, redis, broker, data, issuer, mailPort, Map.of());
  }

  /** For user-service, which asks media-service about pictures by way of the origin. */
  public Map<String, String> user() {
    Map<String, String> environment = common();
    environment.putAll(datasource(postgres.user()));
    environment.put("QUARKUS_REDIS_HOSTS", redis.url());
    environment.put("TENK_TOKEN_ISSUER", issuer);
    environment.put("TENK_TOKEN_AUDIENCE", AUDIENCE);
    for (String limit : List.of("SIGN_UP", "REFRESH", "PASSWORD_RESET", "MAIL_TOKEN")) {
      environment.put("TENK_RATE_LIMIT__" + limit + "__QUOTA", "100000"); // all share an address
    }
    environment.put("TENK_SIGNING_KEYS_DIRECTORY", data.resolve("signing-keys").toString());
    environment.put("TENK_BROKER_URL", broker.url());
    environment.put("TENK_PICTURES_MEDIA_URL", issuer);
    environment.put("TENK_ACCOUNT_DELETION_EVERY", "5S");
    environment.put("TENK_MAIL_APP_URL", issuer + MailboxPages.PATH);
    environment.put("QUARKUS_MAILER_HOST", "127.0.0.1");
    environment.put("QUARKUS_MAILER_PORT", Integer.toString(mailPort));
    environment.put("QUARKUS_MAILER_START_TLS", "DISABLED");
    environment.put("QUARKUS_MAILER_FROM", "Tenk <tenk@localhost>");
    return environment;
  }

  /** For media-service, which takes the keys of tokens from user-service's port. */
  public Map<String, String> media(int userServicePort) {
    Map<String, String> environment = common();
    environment.putAll(datasource(postgres.media()));
    environment.put("QUARKUS_REDIS_HOSTS", redis.url());
    environment.putAll(work());
    environment.put("TENK_TOKEN_ISSUER", issuer);
    environment.put("TENK_TOKEN_AUDIENCE", AUDIENCE);
    environment.put("TENK_LINKS_KEYS_DIRECTORY", data.resolve("link-keys").toString());
    environment.put(
        "TENK_TOKEN_JWKS_URL", "http://127.0.0.1:" + userServicePort + "/.well-known/jwks.json");
    return environment;
  }

  /** For worker-service. */
  public Map<String, String> worker() {
    Map<String, String> environment = common();
    environment.putAll(work());
    return environment;
  }

  /** The directory of blobs. */
  public Path blobs() {
    return blobsIn(data);
  }

  /** Where blobs are among a suite's data. */
  public static Path blobsIn(Path data) {
    return data.resolve("blobs");
  }

  private Map<String, String> work() {
    return Map.of("TENK_BROKER_URL", broker.url(), "TENK_BLOB_DIRECTORY", blobs().toString());
  }

  private Map<String, String> datasource(Database database) {
    Path key = data.resolve("consistency.key");
    var _ = Secret.keptIn(key);
    return Map.of(
        "QUARKUS_DATASOURCE_JDBC_URL", database.jdbcUrl(),
        "QUARKUS_DATASOURCE_USERNAME", database.username(),
        "QUARKUS_DATASOURCE_PASSWORD", database.password(),
        "TENK_DATABASE_REPLICAS_URLS", database.replicaJdbcUrl(),
        "TENK_DATABASE_CONSISTENCY_KEY_FILE", key.toString(),
        "QUARKUS_FLYWAY_MIGRATE_AT_START", "true",
        "QUARKUS_FLYWAY_USERNAME", database.ownerUsername(),
        "QUARKUS_FLYWAY_PASSWORD", database.ownerPassword());
  }

  private Map<String, String> common() {
    Map<String, String> environment = new HashMap<>(more);
    environment.put("TENK_ENVIRONMENT", "local");
    environment.put("QUARKUS_SWAGGER_UI_ENABLED", "true");
    environment.put("QUARKUS_LOG_CONSOLE_JSON_ENABLED", "false"); // people read them
    return environment;
  }
}
