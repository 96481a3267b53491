package dev.tenk.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenk.local.service.Service;
import dev.tenk.local.service.ServiceProcess;
import dev.tenk.local.suite.Suite;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Logs are for people on a developer's machine, and for programs everywhere else. */
class LogIT {

  private final Suite suite = SharedSuite.running();

  @ParameterizedTest
  @EnumSource(Service.class)
  void linesAreForPeopleHere(Service service) throws IOException {
    List<String> lines = Files.readAllLines(suite.service(service).process().log());

    assertThat(lines)
        .anyMatch(
            line ->
                line.matches("\\d{4}-\\d{2}-\\d{2}T\\S+ INFO  \\[io\\.quarkus] .* started in .*"));
  }

  @Test
  void aPodOfAnInstallationLogsJsonThatNamesTheTrace() throws IOException {
    // given: what charts and images leave to the build
    ServiceProcess pod =
        suite.another(Service.USER, Map.of("QUARKUS_LOG_CONSOLE_JSON_ENABLED", ""));
    pod.start();
    try {
      Api api = new Api("http://127.0.0.1:" + pod.port());
      Person person = Person.signUp(api);
      String trace = UUID.randomUUID().toString().replace("-", "");
      String first = signIn(api, person);
      refresh(api, refreshed(api, first), trace);

      // when: a token is used again, which is warned of
      Api.Answer refused = refresh(api, first, trace);

      // then
      assertThat(refused.status()).isEqualTo(401);
      String port = ":" + pod.port() + "."; // another pod's lines are in the same file
      assertThat(Files.readAllLines(pod.process().log()))
          .filteredOn(line -> line.contains("Listening on") && line.contains(port))
          .singleElement()
          .matches(line -> line.startsWith("{\"timestamp\""));
      JsonNode line = warning(pod, trace);
      assertThat(line.get("level").asText()).isEqualTo("WARN");
      assertThat(line.get("message").asText()).startsWith("refresh token reused");
      assertThat(line.at("/mdc/requestId").asText()).isEqualTo(refused.header("X-Request-Id"));
      assertThat(line.get("timestamp").asText()).matches("\\d{4}-\\d{2}-\\d{2}T.*");
    } finally {
      pod.stop();
    }
  }

  private static JsonNode warning(ServiceProcess pod, String trace) throws IOException {
    for (String line : Files.readAllLines(pod.process().log())) {
      if (line.startsWith("{")) {
        JsonNode json = Api.JSON.readTree(line);
        if (json.at("/mdc/traceId").asText().equals(trace)) {
          return json;
        }
      }
    }
    throw new AssertionError("no line of trace " + trace);
  }

  private static String signIn(Api api, Person person) {
    Api.Answer answer =
        api.json(
            "POST",
            "/v1/sessions",
            null,
            "{\"login\":\"%s\",\"password\":\"%s\"}".formatted(person.handle(), person.password()));
    return answer.json().get("refreshToken").asText();
  }

  private static String refreshed(Api api, String token) {
    return refresh(api, token, UUID.randomUUID().toString().replace("-", ""))
        .json()
        .get("refreshToken")
        .asText();
  }

  private static Api.Answer refresh(Api api, String token, String trace) {
    return api.send(
        "POST",
        "/v1/sessions/refresh",
        null,
        List.of(
            "Content-Type",
            "application/json",
            "traceparent",
            "00-%s-00f067aa0ba902b7-01".formatted(trace)),
        BodyPublishers.ofString("{\"refreshToken\":\"%s\"}".formatted(token)));
  }
}
