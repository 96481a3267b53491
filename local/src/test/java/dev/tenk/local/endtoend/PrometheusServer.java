package dev.tenk.local.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.tenk.embedded.process.EngineHome;
import dev.tenk.embedded.process.Ports;
import dev.tenk.local.prometheus.Prometheus;
import dev.tenk.local.suite.Suite;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Prometheus as {@code ./tenk up} starts it, with the chart's rules. */
final class PrometheusServer implements AutoCloseable {

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Prometheus prometheus;

  private PrometheusServer(Prometheus prometheus) {
    this.prometheus = prometheus;
  }

  /** With the services and what else tells metrics, by its address. */
  static PrometheusServer start(Suite suite, EngineHome home, Map<String, URI> others)
      throws Exception {
    int port = Ports.free();
    Path rules = home.data().resolve("rules.yaml");
    Files.createDirectories(home.data());
    YAML.writeValue(rules.toFile(), rules());
    var prometheus =
        new Prometheus(home, new Prometheus.Settings(port, Duration.ofSeconds(1), List.of(rules)));
    Map<String, URI> targets = new HashMap<>(suite.managementUrls());
    targets.putAll(others);
    var server = new PrometheusServer(prometheus);
    prometheus.start(targets).await("ready", LIMIT, server::isReady);
    return server;
  }

  /** What the chart makes of its rules. */
  static JsonNode rules() throws IOException, InterruptedException {
    Path root = Path.of("..").toAbsolutePath().normalize();
    String tools =
        output(root, "sh", "deploy/src/build/kubernetes-tools.sh").lines().toList().getLast();
    return YAML.readTree(
            output(
                root,
                tools + "/helm",
                "template",
                "tenk",
                "helm/tenk",
                "--namespace=tenk",
                "--kube-version=1.33.0",
                "--set=monitoring.prometheusRule.enabled=true",
                "--show-only=templates/monitoring.yaml"))
        .get("spec");
  }

  private static String output(Path directory, String... command)
      throws IOException, InterruptedException {
    Process program =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String output = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (program.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + " fails");
    }
    return output.strip();
  }

  /** How many series a query gives now. */
  int series(String query) {
    return data("query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8))
        .get("result")
        .size();
  }

  /** The exemplars of a selector's series, of all times. */
  List<JsonNode> exemplars(String selector) {
    List<JsonNode> exemplars = new ArrayList<>();
    data("query_exemplars?query=" + URLEncoder.encode(selector, StandardCharsets.UTF_8))
        .forEach(series -> series.get("exemplars").forEach(exemplars::add));
    return exemplars;
  }

  /** It answers queries with 503 after it listens, until it has read its series. */
  private boolean isReady() {
    URI uri = URI.create("http://127.0.0.1:" + prometheus.port() + "/-/ready");
    try {
      return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding()).statusCode()
          == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private JsonNode data(String call) {
    URI uri = URI.create("http://127.0.0.1:" + prometheus.port() + "/api/v1/" + call);
    String answer =
        http.sendAsync(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).join().body();
    try {
      JsonNode json = Api.JSON.readTree(answer);
      if (!json.path("status").asText().equals("success")) {
        throw new IllegalStateException(call + ": " + answer);
      }
      return json.get("data");
    } catch (IOException e) {
      throw new IllegalStateException(answer, e);
    }
  }

  @Override
  public void close() {
    prometheus.close();
    http.close();
  }
}
