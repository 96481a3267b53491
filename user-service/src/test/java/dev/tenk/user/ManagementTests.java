package dev.tenk.user;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The port for those who run the service. */
@QuarkusTest
class ManagementTests {

  @TestHTTPResource(value = "/", management = true)
  URI management;

  @ParameterizedTest
  @ValueSource(strings = {"started", "live", "ready"})
  void tellsItsHealth(String kind) {
    // when
    Response health = given().get(management.resolve("/q/health/" + kind));

    // then
    assertThat(health.statusCode()).isEqualTo(200);
    assertThat(health.<String>path("status")).isEqualTo("UP");
  }

  @Test
  void isReadyWithoutAskingSharedEngines() {
    // when
    Response ready = given().get(management.resolve("/q/health/ready"));

    // then
    assertThat(ready.<List<String>>path("checks.name"))
        .containsExactlyInAnyOrder("Graceful Shutdown", "revocations");
  }

  @Test
  void measuresHashesPoolsAndRequests() {
    // given
    String profile = "/v1/users/" + Person.member().id();
    given().get(profile);
    given().get(profile); // from memory

    // when
    String metrics = given().get(management.resolve("/q/metrics")).asString();

    // then
    assertThat(metrics)
        .contains(
            "executor_seconds_count{name=\"password\"}",
            "agroal_active_count",
            "redis_pool",
            "http_server_requests_seconds_count{method=\"POST\",outcome=\"SUCCESS\",status=\"201\","
                + "uri=\"/v1/users\"}",
            "http_server_requests_seconds_count{method=\"GET\",outcome=\"SUCCESS\",status=\"200\","
                + "uri=\"/v1/users/{id}\"}")
        .doesNotContain(profile, "uri=\"UNKNOWN\"");
  }

  @Test
  void describesTheApi() {
    // when
    Response api = given().accept("application/json").get(management.resolve("/q/openapi"));

    // then
    assertThat(api.<String>path("openapi")).startsWith("3.1");
    assertThat(api.<String>path("paths.'/v1/users'.post.operationId")).isEqualTo("signUp");
    assertThat(api.<String>path("components.schemas.Id.format")).isEqualTo("uuid");
    assertThat(api.<List<Object>>path("paths.'/v1/users/me'.get.security")).isNotEmpty();
    assertThat(api.<Object>path("paths.'/v1/sessions'.post.security")).isNull();
  }
}
