package dev.tenk.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenk.embedded.process.TemporaryHome;
import dev.tenk.local.prometheus.Prometheus;
import dev.tenk.local.suite.Suite;
import java.awt.Color;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * Every panel has something to show of a suite that is used, and every rule something to judge, by
 * a real Prometheus.
 */
class DashboardIT {

  /** Of other programs, or of what goes wrong, which it does not here. */
  private static final Pattern WITHOUT_DATA =
      Pattern.compile(
          "kube_|rabbitmq_|certmanager_|status=~\"5|tenk_http_shed_total"
              + "|tenk_rate_limit_refused_total|tenk_worker_returned_total"
              + "|tenk_partitions_failures_total");

  /** A metric with its labels, whose values may hold braces. */
  private static final Pattern SELECTOR =
      Pattern.compile("[a-z_:][a-zA-Z0-9_:]*\\{(?:[^\"}]|\"[^\"]*\")*}");

  private final Suite suite = SharedSuite.running();
  private final Edge edge = new NginxEdge();
  private final Api api = new Api(suite.url());

  @Test
  void everyPanelAndEveryRuleHasSomethingToGoBy() throws Exception {
    assumeTrue(Prometheus.isInstalled(), "needs prometheus of Debian");
    assumeTrue(edge.isInstalled(), "needs " + edge.needs());
    List<String> queries = new ArrayList<>(queries());
    assertThat(queries).hasSizeGreaterThan(60);
    queries.addAll(ruled());
    List<String> elsewhere = queries.stream().filter(DashboardIT::isOfElsewhere).toList();
    queries.removeAll(elsewhere);
    SharedSuite.RunningEdge running = SharedSuite.edge(edge);
    try (TemporaryHome home = TemporaryHome.create();
        PrometheusServer prometheus =
            PrometheusServer.start(suite, home.home(), Map.of("edge", running.metrics()))) {
      // what has nothing to show here is asked as well: Prometheus refuses what it cannot read
      assertThat(elsewhere).isNotEmpty().allSatisfy(query -> prometheus.series(query));
      List<String> empty = new ArrayList<>();
      Awaitility.await()
          .atMost(Duration.ofSeconds(90))
          .pollInterval(Duration.ofSeconds(2))
          .untilAsserted(
              () -> {
                use(new Api(suite.url()), new Api(running.url()));
                empty.clear();
                queries.stream().filter(query -> prometheus.series(query) == 0).forEach(empty::add);
                assertThat(empty).isEmpty();
              });
    }
  }

  private void use(Api... ways) throws IOException {
    Person person = Person.signUp(api);
    String id = person.upload(Photo.plain(60, 40, Color.ORANGE));
    String variant = person.awaitEnd(id).get("variants").get(0).get("url").asText();
    for (Api way : ways) {
      for (String path :
          List.of(
              variant,
              "/v1/users/" + person.id(),
              "/v1/media/" + id,
              "/v1/media?owner=" + person.id())) {
        String tag = way.get(path).header("ETag");
        way.send("GET", path, null, List.of("If-None-Match", tag), BodyPublishers.noBody());
      }
    }
  }

  private static List<String> queries() throws IOException {
    List<String> queries = new ArrayList<>();
    List<Path> files;
    try (Stream<Path> all = Files.list(Path.of("../helm/tenk/dashboards"))) {
      files = all.toList();
    }
    for (Path file : files) {
      for (JsonNode panel : Api.JSON.readTree(file.toFile()).get("panels")) {
        for (JsonNode target : panel.path("targets")) {
          queries.add(
              target
                  .get("expr")
                  .asText()
                  .replace("$namespace", "tenk")
                  .replace("$pod", ".*")
                  .replace("$__rate_interval", "30s"));
        }
      }
    }
    return queries;
  }

  /**
   * What is recorded, and of alerts what they compare: what is recorded, and measured, by metric.
   */
  private static Set<String> ruled() throws Exception {
    Set<String> queries = new TreeSet<>();
    for (JsonNode group : PrometheusServer.rules().get("groups")) {
      for (JsonNode rule : group.get("rules")) {
        String expression = rule.get("expr").asText();
        if (rule.has("record")) {
          queries.add(expression);
        }
        SELECTOR.matcher(expression).results().map(found -> found.group()).forEach(queries::add);
      }
    }
    assertThat(queries).hasSizeGreaterThan(80);
    return queries;
  }

  private static boolean isOfElsewhere(String query) {
    return !query.contains(" or vector(0)") && WITHOUT_DATA.matcher(query).find()
        || NamedMetrics.isAbsent(query);
  }
}
