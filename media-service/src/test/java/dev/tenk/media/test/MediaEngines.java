package dev.tenk.media.test;

import dev.tenk.embedded.test.BrokerResource;
import dev.tenk.embedded.test.PostgresResource;
import dev.tenk.embedded.test.RedisResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * What the service needs around it: PostgreSQL, Redis, the broker, a directory of blobs, and an
 * issuer of tokens. The tests learn where these are from system properties, since the service may
 * run in another process or another class loader.
 */
public final class MediaEngines implements QuarkusTestResourceLifecycleManager {

  static final String PREFIX = "media.test.";

  private final PostgresResource postgres = new PostgresResource();
  private final RedisResource redis = new RedisResource();
  private final BrokerResource broker = new BrokerResource();
  private final TokenIssuer issuer = new TokenIssuer();

  @Override
  public Map<String, String> start() {
    postgres.init(Map.of("service", "media"));
    Map<String, String> settings = new HashMap<>(postgres.start());
    settings.putAll(redis.start());
    settings.putAll(broker.start());
    settings.put("tenk.blob.directory", newDirectory().toString());
    settings.put("tenk.links.keys-directory", newDirectory().resolve("link-keys").toString());
    settings.put("tenk.token.jwks-url", issuer.start().toString());
    settings.forEach((name, value) -> System.setProperty(PREFIX + name, value));
    return Map.copyOf(settings);
  }

  /** The engines and the directory end with the JVM, which other tests may still need them in. */
  @Override
  public void stop() {
    issuer.stop();
  }

  /** A setting that the service was started with. */
  static String setting(String name) {
    String value = System.getProperty(PREFIX + name);
    if (value == null) {
      throw new IllegalStateException("the engines are not started: " + name + " is missing");
    }
    return value;
  }

  private static Path newDirectory() {
    try {
      Path target = Files.createDirectories(Path.of("target", "test-blobs"));
      return Files.createTempDirectory(target, "run").toAbsolutePath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
