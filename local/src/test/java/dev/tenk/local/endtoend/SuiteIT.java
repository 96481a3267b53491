package dev.tenk.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.tenk.local.service.Service;
import dev.tenk.local.suite.Suite;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SuiteIT {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private final Suite suite = SharedSuite.running();

  @ParameterizedTest
  @EnumSource(Service.class)
  void everyServiceIsStartedLiveAndReady(Service service) throws Exception {
    for (String check : new String[] {"started", "live", "ready"}) {
      HttpResponse<String> answer =
          get(suite.service(service).managementUrl().resolve("health/" + check));

      assertThat(answer.statusCode()).as(check).isEqualTo(200);
      assertThat(answer.body()).as(check).contains("\"status\": \"UP\"");
    }
  }

  @ParameterizedTest
  @EnumSource(Service.class)
  void everyServiceHasMetricsAndAnApiDescription(Service service) throws Exception {
    URI management = suite.service(service).managementUrl();

    assertThat(get(management.resolve("metrics")).body()).contains("jvm_memory_used_bytes");
    JsonNode described = YAML.readTree(get(management.resolve("openapi")).body());
    assertThat(described.get("openapi").asText()).startsWith("3.1");
    assertThat(described)
        .as("docs/api is what the build writes to target/openapi")
        .isEqualTo(YAML.readTree(Path.of("../docs/api/" + service.module() + ".yaml").toFile()));
    assertThat(get(management.resolve("swagger-ui/")).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"/", "/q/health", "/q/metrics", "/v1/users/../../q/metrics", "/v2/users"})
  void whatTheOriginDoesNotKnowIsAProblem(String path) throws Exception {
    HttpResponse<String> answer = get(URI.create(suite.url() + path));

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
    assertThat(answer.body()).contains("\"status\":404");
  }

  @Test
  void theReplicaHoldsTheSchemasOfBothServices() throws SQLException {
    for (String database : new String[] {"tenk_user", "tenk_media"}) {
      try (Connection connection = suite.postgres().replica().connect(database);
          Statement statement = connection.createStatement();
          ResultSet tables =
              statement.executeQuery("SELECT count(*) FROM flyway_schema_history WHERE success")) {
        tables.next();
        assertThat(tables.getInt(1)).as(database).isPositive();
      }
    }
  }

  @Test
  void theReplicaAnswersPublicReads() {
    Person person = Person.signUp(new Api(suite.url()));
    Api stranger = new Api(suite.url());
    URI metrics = suite.service(Service.USER).managementUrl().resolve("metrics");

    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              // looked up by handle, which no cache answers
              assertThat(stranger.get("/v1/users?handle=" + person.handle()).status())
                  .isEqualTo(200);
              assertThat(get(metrics).body())
                  .containsPattern("tenk_database_reads_total\\{reason=\"chosen\".*\\} [1-9]");
            });
  }

  private static HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      return client.send(
          HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(30)).build(),
          BodyHandlers.ofString());
    }
  }
}
