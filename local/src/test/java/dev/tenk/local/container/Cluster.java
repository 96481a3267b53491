package dev.tenk.local.container;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a kubelet knows when it starts a pod: configuration, secrets and volumes, the last as
 * directories of this machine that the pods' user owns.
 *
 * @param chart what was installed
 * @param secrets by name, then by key
 * @param directory of the volumes
 */
record Cluster(RenderedChart chart, Map<String, Map<String, byte[]>> secrets, Path directory) {
  private static final int POD_USER = 10001;

  /** The variables of a container, by name. */
  Map<String, String> environment(JsonNode container) {
    Map<String, String> environment = new LinkedHashMap<>();
    for (JsonNode from : container.path("envFrom")) {
      JsonNode data = chart.get("ConfigMap", from.at("/configMapRef/name").asText()).path("data");
      data.properties()
          .forEach(entry -> environment.put(entry.getKey(), entry.getValue().asText()));
    }
    for (JsonNode variable : container.path("env")) {
      String value =
          variable.has("value")
              ? variable.path("value").asText()
              : secret(variable.at("/valueFrom/secretKeyRef"));
      for (Map.Entry<String, String> known : Map.copyOf(environment).entrySet()) {
        value = value.replace("$(" + known.getKey() + ")", known.getValue());
      }
      environment.put(variable.path("name").asText(), value);
    }
    return environment;
  }

  /** The directory of a pod's volume; claims are shared by those who name them. */
  Path volume(String pod, JsonNode volume) throws IOException {
    if (volume.has("persistentVolumeClaim")) {
      return owned("claims/" + volume.at("/persistentVolumeClaim/claimName").asText());
    }
    Path path = owned(pod + "/" + volume.path("name").asText());
    if (volume.has("secret")) {
      Map<String, byte[]> secret = secret(volume.at("/secret/secretName").asText());
      for (Map.Entry<String, byte[]> entry : secret.entrySet()) {
        Files.write(path.resolve(entry.getKey()), entry.getValue());
      }
    } else if (!volume.has("emptyDir")) {
      throw new IllegalStateException("Nobody makes " + volume);
    }
    return path;
  }

  private Path owned(String name) throws IOException {
    Path path = Files.createDirectories(directory.resolve(name));
    Files.setAttribute(path, "unix:uid", POD_USER);
    Files.setAttribute(path, "unix:gid", POD_USER);
    return path;
  }

  private String secret(JsonNode reference) {
    String key = reference.path("key").asText();
    byte[] value = secret(reference.path("name").asText()).get(key);
    if (value == null) {
      throw new IllegalStateException("No key " + key + " in " + reference);
    }
    return new String(value, UTF_8);
  }

  private Map<String, byte[]> secret(String name) {
    Map<String, byte[]> secret = secrets.get(name);
    if (secret == null) {
      throw new IllegalStateException("No secret " + name);
    }
    return secret;
  }
}
