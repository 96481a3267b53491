package dev.tenk.local.container;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenk.embedded.process.EngineHome;
import dev.tenk.embedded.process.EngineProcess;
import dev.tenk.embedded.process.Signal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The pod of a Deployment or a Job, run by podman with what its manifest says: image, user, rights,
 * read-only root, memory, volumes, environment. Only the network is the machine's own, so that the
 * engines on loopback are reached.
 *
 * @param name of the Deployment or Job
 * @param spec of the pod
 * @param cluster it is in
 */
record Pod(String name, JsonNode spec, Cluster cluster) {

  static Pod of(String kind, String name, Cluster cluster) {
    JsonNode spec = cluster.chart().get(kind, name).at("/spec/template/spec");
    return new Pod(name, spec, cluster);
  }

  JsonNode container() {
    return spec.at("/containers/0");
  }

  /** How long it may take to end. */
  Duration grace() {
    return Duration.ofSeconds(spec.path("terminationGracePeriodSeconds").asLong());
  }

  /** Bytes. */
  long memoryLimit() {
    String limit = container().at("/resources/limits/memory").asText();
    long number = Long.parseLong(limit.replaceAll("\\D", ""));
    return number << (limit.endsWith("Gi") ? 30 : 20);
  }

  /**
   * Starts it.
   *
   * @param more variables that this machine needs, such as other ports
   */
  EngineProcess start(Map<String, String> more, EngineHome home) {
    Map<String, String> environment = new HashMap<>(cluster.environment(container()));
    environment.putAll(more);
    return EngineProcess.start(
        new EngineProcess.Command(
            name,
            command(environment),
            environment,
            home.logs().resolve(name + ".log"),
            Signal.TERM),
        home.ledger());
  }

  private List<String> command(Map<String, String> environment) {
    JsonNode user = spec.path("securityContext");
    JsonNode rights = container().path("securityContext");
    List<String> command =
        new ArrayList<>(
            List.of(
                "podman",
                "run",
                "--rm",
                "--name=" + name,
                "--network=host",
                "--pull=always",
                "--tls-verify=false",
                "--user=" + user.path("runAsUser").asInt() + ":" + user.path("runAsGroup").asInt(),
                "--read-only=" + rights.path("readOnlyRootFilesystem").asBoolean(),
                "--read-only-tmpfs=false",
                "--memory=" + memoryLimit(),
                "--memory-swap=" + memoryLimit()));
    rights.at("/capabilities/drop").forEach(each -> command.add("--cap-drop=" + each.asText()));
    if (!rights.path("allowPrivilegeEscalation").asBoolean(true)) {
      command.add("--security-opt=no-new-privileges");
    }
    // by name alone: arguments are there to be read by everyone on the machine
    environment.keySet().forEach(variable -> command.add("--env=" + variable));
    spec.path("volumes").forEach(volume -> command.add(mount(volume)));
    command.add(container().path("image").asText());
    return command;
  }

  private String mount(JsonNode volume) {
    for (JsonNode mount : container().path("volumeMounts")) {
      if (mount.path("name").equals(volume.path("name"))) {
        try {
          Path directory = cluster.volume(name, volume);
          String way = mount.path("readOnly").asBoolean() ? "ro" : "rw";
          return "--volume=" + directory + ":" + mount.path("mountPath").asText() + ":" + way;
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
    throw new IllegalStateException("Nothing mounts " + volume);
  }
}
