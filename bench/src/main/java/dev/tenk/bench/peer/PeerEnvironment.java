package dev.tenk.bench.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tenk.bench.engine.Engines;
import dev.tenk.embedded.postgres.Database;
import java.net.URI;
import java.net.URLEncoder;
import java.util.Map;

/** What a peer needs to find the engines of Tenk's services, and their tokens' keys. */
public final class PeerEnvironment {

  private static final String JDBC = "jdbc:";

  private PeerEnvironment() {}

  /**
   * The environment.
   *
   * @param jwks where user-service publishes its keys
   * @param cached whether its cache tiers are on
   */
  public static Map<String, String> of(Engines engines, URI jwks, boolean cached) {
    Map<String, String> services = engines.environment().user();
    Database users = engines.postgres().user();
    Database media = engines.postgres().media();
    return Map.ofEntries(
        Map.entry("USERS_URL", url(users)),
        Map.entry("USERS_JDBC_URL", users.jdbcUrl()),
        Map.entry("USERS_USERNAME", users.username()),
        Map.entry("USERS_PASSWORD", users.password()),
        Map.entry("MEDIA_URL", url(media)),
        Map.entry("MEDIA_JDBC_URL", media.jdbcUrl()),
        Map.entry("MEDIA_USERNAME", media.username()),
        Map.entry("MEDIA_PASSWORD", media.password()),
        Map.entry("REDIS_URL", setting(services, "QUARKUS_REDIS_HOSTS")),
        Map.entry("TOKEN_ISSUER", setting(services, "TENK_TOKEN_ISSUER")),
        Map.entry("TOKEN_AUDIENCE", setting(services, "TENK_TOKEN_AUDIENCE")),
        Map.entry("JWKS_URL", jwks.toString()),
        Map.entry("PEER_CACHE", cached ? "on" : "off"));
  }

  private static String setting(Map<String, String> settings, String name) {
    String value = settings.get(name);
    if (value == null) {
      throw new IllegalStateException("the services have no " + name);
    }
    return value;
  }

  /** With user and password, as other clients than JDBC take it. */
  private static String url(Database database) {
    URI url = URI.create(database.jdbcUrl().substring(JDBC.length()));
    return "postgres://%s:%s@%s:%d%s"
        .formatted(
            URLEncoder.encode(database.username(), UTF_8),
            URLEncoder.encode(database.password(), UTF_8),
            url.getHost(),
            url.getPort(),
            url.getPath());
  }
}
