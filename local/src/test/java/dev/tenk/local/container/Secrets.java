package dev.tenk.local.container;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.tenk.embedded.broker.Broker;
import dev.tenk.embedded.postgres.Database;
import dev.tenk.embedded.postgres.Postgres;
import dev.tenk.embedded.redis.Redis;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * The secrets of a new installation, by k8s/secrets.sh; passwords are those of engines that run.
 */
final class Secrets {
  private Secrets() {}

  static Map<String, Map<String, byte[]>> of(
      Path checkout, Postgres postgres, Redis redis, Broker broker)
      throws IOException, InterruptedException {
    Map<String, Map<String, byte[]>> secrets = made(checkout.resolve("k8s/secrets.sh"));
    database(secrets, "tenk-db-user", postgres.user());
    database(secrets, "tenk-db-media", postgres.media());
    String url = redis.url();
    put(secrets, "tenk-valkey", "password", url.replaceFirst(".*:([^@]*)@.*", "$1"));
    put(secrets, "tenk-broker", "username", broker.username());
    put(secrets, "tenk-broker", "password", broker.password());
    return secrets;
  }

  private static void database(
      Map<String, Map<String, byte[]>> secrets, String name, Database database) {
    put(secrets, name, "username", database.username());
    put(secrets, name, "password", database.password());
    put(secrets, name + "-owner", "username", database.ownerUsername());
    put(secrets, name + "-owner", "password", database.ownerPassword());
  }

  private static void put(
      Map<String, Map<String, byte[]>> secrets, String name, String key, String value) {
    secrets.computeIfAbsent(name, each -> new HashMap<>()).put(key, value.getBytes(UTF_8));
  }

  private static Map<String, Map<String, byte[]>> made(Path script)
      throws IOException, InterruptedException {
    Process process = new ProcessBuilder("sh", script.toString()).start();
    String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(new String(process.getErrorStream().readAllBytes(), UTF_8));
    }
    Map<String, Map<String, byte[]>> secrets = new HashMap<>();
    try (var documents = new YAMLMapper().readerFor(JsonNode.class).<JsonNode>readValues(printed)) {
      while (documents.hasNext()) {
        JsonNode secret = documents.next();
        Map<String, byte[]> entries = new HashMap<>();
        secret
            .path("stringData")
            .properties()
            .forEach(each -> entries.put(each.getKey(), each.getValue().asText().getBytes(UTF_8)));
        secret
            .path("data")
            .properties()
            .forEach(
                each ->
                    entries.put(
                        each.getKey(), Base64.getDecoder().decode(each.getValue().asText())));
        secrets.put(secret.at("/metadata/name").asText(), entries);
      }
    }
    return secrets;
  }
}
