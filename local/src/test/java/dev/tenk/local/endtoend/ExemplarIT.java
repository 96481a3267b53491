package dev.tenk.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tenk.embedded.process.TemporaryHome;
import dev.tenk.local.prometheus.Prometheus;
import dev.tenk.local.service.Service;
import dev.tenk.local.suite.Suite;
import java.awt.Color;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From a bucket of a graph to the trace of a request that fell into it. */
class ExemplarIT {

  private final Suite suite = SharedSuite.running();
  private final Api api = new Api(suite.url());

  @Test
  @Tag("long")
  void prometheusKnowsTheTraceOfARequestInABucket() throws Exception {
    assumeTrue(Prometheus.isInstalled(), "needs prometheus of Debian");
    Set<String> traces = new HashSet<>();
    try (TemporaryHome home = TemporaryHome.create();
        PrometheusServer prometheus = PrometheusServer.start(suite, home.home(), Map.of())) {
      for (Service service : List.of(Service.USER, Service.MEDIA)) {
        String selector =
            "http_server_requests_seconds_bucket{job=\"%s\"}".formatted(service.module());
        Awaitility.await()
            .atMost(Duration.ofSeconds(90))
            .pollInterval(Duration.ofSeconds(2))
            .untilAsserted(
                () -> {
                  traces.add(readTraced());
                  assertThat(prometheus.exemplars(selector))
                      .anyMatch(
                          exemplar -> traces.contains(exemplar.at("/labels/trace_id").asText()));
                });
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5,*/*;q=0.1 | application/openmetrics-text
          application/openmetrics-text; version=1.0.0; charset=utf-8                          | application/openmetrics-text
          application/openmetrics-text; version=0.0.1                                         | application/openmetrics-text
          text/plain                                                                          | text/plain
          text/html,*/*;q=0.8                                                                 | text/plain
          """)
  void whoeverTakesOpenMetricsGetsThem(String accepted, String given) throws Exception {
    for (Service service : Service.values()) {
      HttpResponse<String> answer = scrape(service, accepted);

      assertThat(answer.statusCode()).as(service.module()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith(given);
      assertThat(answer.body().endsWith("# EOF\n"))
          .isEqualTo(given.equals("application/openmetrics-text"));
    }
  }

  /** A public read of each service, in a trace of its own. */
  private String readTraced() throws Exception {
    String trace = UUID.randomUUID().toString().replace("-", "");
    Person person = Person.signUp(api);
    String medium = person.upload(Photo.plain(60, 40, Color.GREEN));
    for (String path : List.of("/v1/users/" + person.id(), "/v1/media/" + medium)) {
      Api.Answer answer =
          api.send(
              "GET",
              path,
              person.token(),
              List.of("traceparent", "00-%s-00f067aa0ba902b7-01".formatted(trace)),
              BodyPublishers.noBody());
      assertThat(answer.status()).isEqualTo(200);
    }
    return trace;
  }

  private HttpResponse<String> scrape(Service service, String accepted) throws Exception {
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      return client.send(
          HttpRequest.newBuilder(suite.service(service).managementUrl().resolve("metrics"))
              .header("Accept", accepted)
              .build(),
          BodyHandlers.ofString());
    }
  }
}
