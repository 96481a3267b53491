package dev.tenk.deploy.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.tenk.deploy.chart.Chart;
import dev.tenk.deploy.chart.Checkout;
import dev.tenk.deploy.tool.DebianProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The chart's dashboards are such as Grafana 11 reads, and their queries such as Prometheus does.
 */
class DashboardsTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path DASHBOARDS = Checkout.CHART.resolve("dashboards");
  private static final JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
          .getSchema(DashboardsTest.class.getResourceAsStream("/grafana/dashboard.json"));

  @TempDir Path work;

  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(DASHBOARDS)) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void areOfGrafanasShape(Path file) throws IOException {
    assertThat(SCHEMA.validate(JSON.readTree(file.toFile()))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("files")
  void havePanelsThatDoNotCoverEachOther(Path file) throws IOException {
    Set<Integer> ids = new HashSet<>();
    Set<String> cells = new HashSet<>();
    for (JsonNode panel : JSON.readTree(file.toFile()).get("panels")) {
      assertThat(ids.add(panel.get("id").asInt())).as("id of %s", panel.get("title")).isTrue();
      JsonNode at = panel.get("gridPos");
      assertThat(at.get("x").asInt() + at.get("w").asInt()).isLessThanOrEqualTo(24);
      for (int x = at.get("x").asInt(); x < at.get("x").asInt() + at.get("w").asInt(); x++) {
        for (int y = at.get("y").asInt(); y < at.get("y").asInt() + at.get("h").asInt(); y++) {
          assertThat(cells.add(x + "," + y)).as("place of %s", panel.get("title")).isTrue();
        }
      }
    }
  }

  @Test
  void haveNamesOfTheirOwnAndAreInstalled() throws IOException {
    Set<String> uids = new HashSet<>();
    for (Path file : files()) {
      assertThat(uids.add(JSON.readTree(file.toFile()).get("uid").asText())).isTrue();
    }
    List<JsonNode> installed =
        Chart.render("monitoring: {dashboards: {enabled: true}}").all().stream()
            .filter(
                manifest ->
                    manifest.kind().equals("ConfigMap") && manifest.name().contains("-dashboard-"))
            .map(manifest -> manifest.at("/data"))
            .toList();
    assertThat(installed).hasSameSizeAs(uids);
    for (JsonNode data : installed) {
      assertThat(uids).contains(JSON.readTree(data.elements().next().asText()).get("uid").asText());
    }
  }

  /** As rules, since Prometheus checks these without running. */
  @Test
  void haveQueriesThatPrometheusReads() throws IOException {
    DebianProgram promtool = DebianProgram.needed("promtool", "prometheus");
    List<Map<String, String>> rules = new ArrayList<>();
    for (Path file : files()) {
      for (JsonNode panel : JSON.readTree(file.toFile()).get("panels")) {
        stream(panel.path("targets"))
            .map(target -> target.get("expr").asText())
            .map(DashboardsTest::filledIn)
            .forEach(query -> rules.add(Map.of("record", "query:" + rules.size(), "expr", query)));
      }
    }
    new ObjectMapper(new YAMLFactory())
        .writeValue(
            work.resolve("queries.yaml").toFile(),
            Map.of("groups", List.of(Map.of("name", "queries", "rules", rules))));

    assertThat(promtool.run(work, "check", "rules", "queries.yaml"))
        .contains("SUCCESS: " + rules.size() + " rules found");
  }

  private static String filledIn(String query) {
    return query
        .replace("$namespace", "tenk")
        .replace("$pod", ".*")
        .replace("$__rate_interval", "1m");
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
