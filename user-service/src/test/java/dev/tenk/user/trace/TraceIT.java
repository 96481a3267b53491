package dev.tenk.user.trace;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** {@link TraceTests} on what the build made, and what its metrics say of traces. */
@QuarkusIntegrationTest
class TraceIT extends TraceTests {

  @SuppressWarnings("NullAway.Init")
  @TestHTTPResource(value = "/q/metrics", management = true)
  URI metrics;

  @Test
  void aBucketOfRequestsSaysTheTraceOfOne() {
    // when
    String trace = UUID.randomUUID().toString().replace("-", "");
    given()
        .header("traceparent", "00-" + trace + "-00f067aa0ba902b7-01")
        .get("/v1/users?handle=nobody-of-" + trace.substring(0, 8))
        .then()
        .statusCode(200);

    // then
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(bucketsOfUsers()).contains("trace_id=\"" + trace + "\""));
  }

  private String bucketsOfUsers() {
    return given()
        .accept("application/openmetrics-text; version=1.0.0")
        .get(metrics)
        .asString()
        .lines()
        .filter(line -> line.startsWith("http_server_requests_seconds_bucket"))
        .filter(line -> line.contains("uri=\"/v1/users\"") && line.contains("method=\"GET\""))
        .collect(Collectors.joining("\n"));
  }
}
