package dev.tenk.local.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.tenk.embedded.process.EngineHome;
import dev.tenk.embedded.process.EngineProcess;
import dev.tenk.embedded.process.Ports;
import dev.tenk.embedded.process.Signal;
import dev.tenk.local.service.Service;
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
import java.util.List;
import java.util.Map;

/**
 * Debian's Prometheus, which scrapes the suite as the chart has it scraped, with the chart's rules.
 */
final class PrometheusServer implements AutoCloseable {

  private static final Path PROGRAM = Path.of("/usr/bin/prometheus");
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final EngineProcess process;
  private final int port;

  private PrometheusServer(EngineProcess process, int port) {
    this.process = process;
    this.port = port;
  }

  static boolean isInstalled() {
    return Files.isExecutable(PROGRAM);
  }

  static PrometheusServer start(Suite suite, EngineHome home) throws Exception {
    int port = Ports.free();
    Path directory = home.data().resolve("prometheus-" + port).toAbsolutePath();
    Files.createDirectories(directory);
    YAML.writeValue(directory.resolve("rules.yaml").toFile(), rules());
    List<Object> jobs = new ArrayList<>();
    for (Service service : Service.values()) {
      jobs.add(
          Map.of(
              "job_name",
              service.module(),
              "metrics_path",
              "/q/metrics",
              "static_configs",
              List.of(
                  Map.of(
                      "targets",
                      List.of(suite.service(service).managementUrl().getAuthority()),
                      "labels",
                      Map.of("namespace", "tenk", "pod", service.module() + "-0")))));
    }
    YAML.writeValue(
        directory.resolve("prometheus.yaml").toFile(),
        Map.of(
            "global",
            Map.of("scrape_interval", "1s", "evaluation_interval", "1s"),
            "rule_files",
            List.of("rules.yaml"),
            "scrape_configs",
            jobs));
    EngineProcess process =
        EngineProcess.start(
            new EngineProcess.Command(
                "prometheus",
                List.of(
                    PROGRAM.toString(),
                    "--config.file=" + directory.resolve("prometheus.yaml"),
                    "--storage.tsdb.path=" + directory.resolve("data"),
                    "--web.listen-address=127.0.0.1:" + port),
                Map.of(),
                home.logs().resolve("prometheus.log"),
                Signal.TERM),
            home.ledger());
    process.await("listening", LIMIT, () -> Edge.listens(port));
    return new PrometheusServer(process, port);
  }

  /** What the chart makes of its rules. */
  private static JsonNode rules() throws IOException, InterruptedException {
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
    URI uri =
        URI.create(
            "http://127.0.0.1:"
                + port
                + "/api/v1/query?query="
                + URLEncoder.encode(query, StandardCharsets.UTF_8));
    String answer =
        http.sendAsync(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).join().body();
    try {
      JsonNode json = Api.JSON.readTree(answer);
      if (!json.path("status").asText().equals("success")) {
        throw new IllegalStateException(query + ": " + answer);
      }
      return json.at("/data/result").size();
    } catch (IOException e) {
      throw new IllegalStateException(answer, e);
    }
  }

  @Override
  public void close() {
    process.stop(LIMIT);
    http.close();
  }
}
