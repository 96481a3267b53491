package dev.tenk.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenk.local.service.Service;
import dev.tenk.local.suite.Suite;
import java.awt.Color;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What those on call see of the services: enough, and not too much to keep. */
class MetricsIT {

  private static final int MOST_SERIES = 1_500;

  private final Suite suite = SharedSuite.running();
  private final Api api = new Api(suite.url());

  @ParameterizedTest
  @EnumSource(Service.class)
  void aPodHasBoundedSeriesUnderLoadOfAllKinds(Service service) throws Exception {
    // given
    use();

    // when
    List<String> series = scrape(service);

    // then: whatever people send, labels have few values
    assertThat(series).hasSizeBetween(100, MOST_SERIES);
    assertThat(series).noneMatch(line -> line.contains("nobody-asks-for-this"));
    assertThat(series)
        .anyMatch(line -> line.startsWith("tenk_build_info{") && line.endsWith(" 1.0"));
  }

  @Test
  void latenciesAreCountedAtTheBoundsOfTheObjectives() throws Exception {
    // given
    use();

    // when
    List<String> user = scrape(Service.USER);
    List<String> media = scrape(Service.MEDIA);

    // then
    assertThat(user)
        .anyMatch(line -> isBucket(line, "/v1/users/{id}", "0.1"))
        .anyMatch(line -> isBucket(line, "/v1/sessions", "1.0"))
        .anyMatch(line -> line.startsWith("http_server_active_requests"))
        .anyMatch(
            line ->
                line.startsWith("tenk_database_transactions_seconds_bucket")
                    && line.contains("kind=\"write\"")
                    && line.contains("le=\"0.01\""));
    assertThat(media)
        .anyMatch(line -> isBucket(line, "/v1/media", "1.0"))
        .anyMatch(line -> line.matches("tenk_media_ready_seconds_bucket\\{le=\"30.0\"\\} [1-9].*"))
        .anyMatch(line -> line.startsWith("tenk_blob_calls_seconds_bucket{"));
  }

  @Test
  void everyMetricThatRulesDashboardsAndRunbooksNameExists() throws Exception {
    // given
    use();
    Set<String> scraped = new TreeSet<>();
    for (Service service : Service.values()) {
      scrape(service).forEach(line -> scraped.add(line.replaceAll("[{ ].*", "")));
    }
    Set<String> made = NamedMetrics.made();

    // when
    List<String> unknown =
        NamedMetrics.named().stream()
            .filter(name -> !scraped.contains(name) && !made.contains(NamedMetrics.stem(name)))
            .toList();

    // then
    assertThat(NamedMetrics.named()).contains("tenk_outbox_age", "agroal_awaiting_count");
    assertThat(unknown).isEmpty();
  }

  /** A little of everything that answers, and of what does not. */
  private void use() throws Exception {
    Person person = Person.signUp(api);
    String id = person.upload(Photo.plain(60, 40, Color.CYAN));
    String variant = person.awaitEnd(id).get("variants").get(0).get("url").asText();
    for (String path :
        List.of(
            variant,
            "/v1/media?owner=" + person.id(),
            "/v1/users/" + person.id(),
            "/v1/users/nobody-asks-for-this",
            "/v1/media/nobody-asks-for-this",
            "/m/nobody-asks-for-this/x.jpg",
            "/nobody-asks-for-this",
            "/v1/users?handle=nobody-asks-for-this")) {
      api.get(path);
    }
    for (String method : List.of("PUT", "PATCH", "TRACE", "NOBODY")) {
      api.send(method, "/v1/users/me", person.token(), List.of(), BodyPublishers.noBody());
    }
    api.json("PATCH", "/v1/users/me", person.token(), "{\"displayName\":\"Measured\"}");
  }

  private static boolean isBucket(String line, String path, String bound) {
    return line.startsWith("http_server_requests_seconds_bucket")
        && line.contains("uri=\"" + path + "\"")
        && line.contains("le=\"" + bound + "\"");
  }

  private List<String> scrape(Service service) throws Exception {
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      return client
          .send(
              HttpRequest.newBuilder(suite.service(service).managementUrl().resolve("metrics"))
                  .build(),
              BodyHandlers.ofString())
          .body()
          .lines()
          .filter(line -> !line.startsWith("#"))
          .toList();
    }
  }
}
