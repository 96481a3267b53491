package dev.tenk.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenk.local.service.Service;
import dev.tenk.local.service.ServiceProcess;
import dev.tenk.local.suite.Suite;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two pods of user-service, each with a memory of its own, never contradict who has written. */
class CoherentPodsIT {

  private static final String CONSISTENCY = "Tenk-Consistency";

  private static final Suite SUITE = SharedSuite.running();
  private static final ServiceProcess ONE = SUITE.service(Service.USER);

  /** Nothing that it keeps ends by itself while a test runs. */
  private static final ServiceProcess OTHER =
      SUITE.another(Service.USER, Map.of("TENK_CACHE_POLICIES__PROFILE__MEMORY_TTL", "4M"));

  private final Api api = new Api(SUITE.url());
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @BeforeAll
  static void start() {
    OTHER.start();
  }

  @AfterAll
  static void stop() {
    OTHER.stop();
  }

  @Test
  void aChangeInOnePodIsHeardOfByTheOther() {
    // given
    Person person = Person.signUp(api);
    for (ServiceProcess pod : new ServiceProcess[] {ONE, OTHER, OTHER}) {
      assertThat(name(pod, person.id(), null)).isEqualTo("P");
    }

    // when
    String token = rename(person, "Another");

    // then: the writer at once, everybody else soon
    assertThat(name(OTHER, person.id(), token)).isEqualTo("Another");
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(10))
        .until(() -> name(OTHER, person.id(), null).equals("Another"));
  }

  @Test
  void whoHasAPositionGetsNoEntryOfBeforeIt() throws SQLException {
    // given: kept by both pods, then changed without an invalidation, while the replica stands
    // still
    Person person = Person.signUp(api);
    Person writer = Person.signUp(api);
    for (ServiceProcess pod : new ServiceProcess[] {ONE, OTHER}) {
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> name(pod, person.id(), null).equals("P"));
    }
    onReplica("SELECT pg_wal_replay_pause()");
    try {
      renameUnheardOf(person.id(), "Another");
      String token = rename(writer, "Writer");

      // when, then: whoever may lag does, whoever has the later position does not, in either pod
      assertThat(name(OTHER, person.id(), null)).isEqualTo("P");
      assertThat(name(ONE, person.id(), token)).isEqualTo("Another");
      assertThat(name(OTHER, person.id(), token)).isEqualTo("Another");

      // nor whoever is signed in and has written, whether the token is known to the pod or not
      for (int time = 0; time < 2; time++) {
        assertThat(nameFor(writer, ONE, person.id())).isEqualTo("Another");
        assertThat(nameFor(writer, OTHER, person.id())).isEqualTo("Another");
      }

      // and what was loaded for it serves the next who has it
      double loads = loads(OTHER);
      assertThat(name(OTHER, person.id(), token)).isEqualTo("Another");
      assertThat(loads(OTHER)).isEqualTo(loads);
    } finally {
      onReplica("SELECT pg_wal_replay_resume()");
    }
  }

  /** Answers the token of the change. */
  private String rename(Person person, String name) {
    Api.Answer answer =
        api.json("PATCH", "/v1/users/me", person.token(), "{\"displayName\":\"" + name + "\"}");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header(CONSISTENCY)).isNotEmpty();
    return answer.header(CONSISTENCY);
  }

  private static void renameUnheardOf(String id, String name) throws SQLException {
    try (Connection connection = SUITE.postgres().primary().connect("tenk_user");
        var update =
            connection.prepareStatement("UPDATE account SET display_name = ? WHERE id = ?")) {
      update.setString(1, name);
      update.setObject(2, UUID.fromString(id));
      assertThat(update.executeUpdate()).isOne();
    }
  }

  private static void onReplica(String statement) throws SQLException {
    try (Connection connection = SUITE.postgres().replica().connect("postgres");
        var call = connection.createStatement()) {
      call.execute(statement);
    }
  }

  private String name(ServiceProcess pod, String id, @Nullable String token) {
    HttpRequest.Builder request = profile(pod, id);
    return name(token == null ? request : request.header(CONSISTENCY, token));
  }

  private String nameFor(Person caller, ServiceProcess pod, String id) {
    return name(profile(pod, id).header("Authorization", "Bearer " + caller.token()));
  }

  private static HttpRequest.Builder profile(ServiceProcess pod, String id) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + pod.port() + "/v1/users/" + id));
  }

  private String name(HttpRequest.Builder request) {
    HttpResponse<String> answer = http.sendAsync(request.build(), BodyHandlers.ofString()).join();
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body().replaceAll(".*\"displayName\":\"([^\"]*)\".*", "$1");
  }

  private double loads(ServiceProcess pod) {
    HttpRequest request = HttpRequest.newBuilder(pod.managementUrl().resolve("metrics")).build();
    return http.sendAsync(request, BodyHandlers.ofString())
        .join()
        .body()
        .lines()
        .filter(line -> line.startsWith("tenk_cache_loads_seconds_count"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
