package dev.tenk.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.tenk.local.service.Service;
import dev.tenk.local.service.ServiceProcess;
import dev.tenk.local.suite.Suite;
import java.awt.Color;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Where a deployment requires it, each change says what it has seen. */
class ConditionalChangeIT {

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private final Suite suite = SharedSuite.running();
  private final Api api = new Api(suite.url());

  @Test
  void everyChangeOfTheApiIsTriedHere() throws IOException {
    var changes = new TreeSet<String>();
    for (Service service : List.of(Service.USER, Service.MEDIA)) {
      JsonNode described =
          YAML.readTree(Path.of("../docs/api/" + service.module() + ".yaml").toFile());
      described
          .get("paths")
          .properties()
          .forEach(
              path -> {
                JsonNode patch = path.getValue().get("patch");
                if (patch != null) {
                  changes.add(path.getKey());
                  assertThat(patch.get("responses").has("412")).as(path.getKey()).isTrue();
                  assertThat(patch.get("responses").has("428")).as(path.getKey()).isTrue();
                }
              });
    }
    assertThat(changes).containsExactly("/v1/media/{id}", "/v1/users/me");
  }

  @Test
  void ofAProfile() {
    Person person = Person.signUp(api);
    demandsWhatWasSeen(
        Service.USER,
        person,
        "/v1/users/me",
        "{\"displayName\":\"One\"}",
        "{\"displayName\":\"Two\"}");
  }

  @Test
  void ofAMedium() throws IOException {
    Person person = Person.signUp(api);
    String id = person.upload(Photo.plain(60, 40, Color.PINK));
    person.awaitEnd(id);
    demandsWhatWasSeen(
        Service.MEDIA, person, "/v1/media/" + id, "{\"alt\":\"one\"}", "{\"alt\":\"two\"}");
  }

  private void demandsWhatWasSeen(
      Service service, Person person, String path, String change, String another) {
    ServiceProcess strict = suite.another(service, Map.of("TENK_HTTP_REQUIRE_IF_MATCH", "true"));
    strict.start();
    try {
      assertThat(metrics(strict))
          .as("caches are there before the first request: the outbox may have purges for them")
          .contains("tenk_cache_entries{cache=");

      // given
      Api pod = new Api("http://127.0.0.1:" + strict.port());
      String seen =
          pod.send("GET", path, person.token(), List.of(), BodyPublishers.noBody()).header("ETag");

      // when, then
      Api.Answer without = patch(pod, person, path, change, null);
      assertThat(without.status()).isEqualTo(428);
      assertThat(without.problem()).isEqualTo("precondition-required");
      assertThat(patch(pod, person, path, change, seen).status()).isEqualTo(200);
      Api.Answer late = patch(pod, person, path, another, seen);
      assertThat(late.status()).isEqualTo(412);
      assertThat(late.problem()).isEqualTo("precondition-failed");
      assertThat(patch(pod, person, path, another, "*").status()).isEqualTo(200);
    } finally {
      strict.stop();
    }
  }

  private static String metrics(ServiceProcess pod) {
    try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      HttpRequest request = HttpRequest.newBuilder(pod.managementUrl().resolve("metrics")).build();
      return http.sendAsync(request, BodyHandlers.ofString()).join().body();
    }
  }

  private static Api.Answer patch(
      Api pod, Person person, String path, String body, @Nullable String tag) {
    List<String> headers =
        tag == null
            ? List.of("Content-Type", "application/json")
            : List.of("Content-Type", "application/json", "If-Match", tag);
    return pod.send("PATCH", path, person.token(), headers, BodyPublishers.ofString(body));
  }
}
