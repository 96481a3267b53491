package dev.tenk.deploy.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.tenk.deploy.chart.Chart;
import dev.tenk.deploy.chart.Checkout;
import dev.tenk.deploy.tool.DebianProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The chart's alerts: read by Prometheus, tried on faults and noise, each with what to do. */
class AlertsTest {

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final Path RUNBOOKS = Checkout.ROOT.resolve("docs/runbooks");
  private static final Path CASES = Checkout.ROOT.resolve("deploy/src/test/resources/alerts");
  private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(#[^)]*)?\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^##? (.*)$");

  private static final JsonNode GROUPS =
      Chart.render("monitoring: {prometheusRule: {enabled: true}}").all().stream()
          .filter(manifest -> manifest.kind().equals("PrometheusRule"))
          .findFirst()
          .orElseThrow()
          .at("/spec");

  @TempDir Path work;

  static List<JsonNode> alerts() {
    return stream(GROUPS.get("groups"))
        .flatMap(group -> stream(group.get("rules")))
        .filter(rule -> rule.has("alert"))
        .toList();
  }

  static Set<String> names() {
    var names = new TreeSet<String>();
    alerts().forEach(alert -> names.add(alert.get("alert").asText()));
    return names;
  }

  @Test
  void eachHasARunbookAndEachRunbookAnAlert() throws IOException {
    try (Stream<Path> files = Files.list(RUNBOOKS)) {
      Set<String> pages = new TreeSet<>();
      files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> !name.equals("README.md"))
          .forEach(name -> pages.add(name.replace(".md", "")));
      assertThat(pages).isEqualTo(names());
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void runbooksSayWhatToDo(String alert) throws IOException {
    Path page = RUNBOOKS.resolve(alert + ".md");
    String text = Files.readString(page);

    assertThat(HEADING.matcher(text).results().map(heading -> heading.group(1)))
        .containsExactly(alert, "Meaning", "Impact", "Diagnosis", "Mitigation");
    assertThat(text).as("commands or queries").containsPattern("```(sh|promql|sql)\\n");
    for (Matcher link = LINK.matcher(text); link.find(); ) {
      assertThat(page.resolveSibling(link.group(1))).exists();
    }
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void eachSaysWhatIsWrongHowUrgentItIsAndWhereToRead(JsonNode alert) {
    assertThat(alert.at("/labels/severity").asText()).isIn("page", "ticket");
    assertThat(alert.at("/annotations/summary").asText()).isNotBlank();
    assertThat(alert.at("/annotations/runbook_url").asText())
        .isEqualTo("docs/runbooks/" + alert.get("alert").asText() + ".md");
  }

  @Test
  void eachIsTriedOnItsFaultAndOnNoise() throws IOException {
    var firing = new TreeSet<String>();
    var silent = new TreeSet<String>();
    for (String file : List.of("objectives.yaml", "saturation.yaml")) {
      for (JsonNode test : YAML.readTree(CASES.resolve(file).toFile()).get("tests")) {
        for (JsonNode expected : test.get("alert_rule_test")) {
          (expected.get("exp_alerts").isEmpty() ? silent : firing)
              .add(expected.get("alertname").asText());
        }
      }
    }
    assertThat(firing).isEqualTo(names());
    assertThat(silent).isEqualTo(names());
  }

  @Test
  void prometheusReadsThem() throws IOException {
    DebianProgram promtool = DebianProgram.needed("promtool", "prometheus");
    write("rules.yaml", stream(GROUPS.get("groups")).toList());

    assertThat(promtool.run(work, "check", "rules", "rules.yaml")).contains("SUCCESS");
  }

  @ParameterizedTest
  @CsvSource({"objectives.yaml, false", "saturation.yaml, true"})
  void theyFireOnTheirFaultsAndAreSilentOnNoise(String cases, boolean saturation)
      throws IOException {
    DebianProgram promtool = DebianProgram.needed("promtool", "prometheus");
    // promtool evaluates all rules in each case, needed or not
    write(
        "rules.yaml",
        stream(GROUPS.get("groups"))
            .filter(group -> group.get("name").asText().contains("saturation") == saturation)
            .toList());
    Files.copy(CASES.resolve(cases), work.resolve(cases));

    assertThat(promtool.run(work, "test", "rules", cases)).contains("SUCCESS");
  }

  @Test
  void alertmanagerReadsTheConfiguration() {
    DebianProgram amtool = DebianProgram.needed("amtool", "prometheus-alertmanager");

    assertThat(amtool.run(Checkout.OPERATIONS, "check-config", "alertmanager.yaml"))
        .contains("SUCCESS", "3 inhibit rules", "2 receivers");
  }

  @ParameterizedTest
  @CsvSource({"page, pager", "ticket, tickets"})
  void alertmanagerReadsTheRoutes(String severity, String receiver) {
    DebianProgram amtool = DebianProgram.needed("amtool", "prometheus-alertmanager");

    assertThat(
            amtool.run(
                Checkout.OPERATIONS,
                "config",
                "routes",
                "test",
                "--config.file=alertmanager.yaml",
                "severity=" + severity))
        .isEqualToIgnoringNewLines(receiver);
  }

  private void write(String file, List<JsonNode> groups) throws IOException {
    YAML.writeValue(work.resolve(file).toFile(), Map.of("groups", groups));
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
