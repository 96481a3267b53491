package dev.tenk.user.trace;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Queue;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Traces that are switched on reach the collector, under the id that the caller chose. */
@QuarkusTest
class TraceTests {

  Queue<byte[]> exports;

  @Test
  void aSampledRequestIsPartOfItsCallersTrace() {
    String trace = UUID.randomUUID().toString().replace("-", "");

    given()
        .header("traceparent", "00-" + trace + "-00f067aa0ba902b7-01")
        .get("/.well-known/jwks.json")
        .then()
        .statusCode(200);

    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> holds(trace));
  }

  private boolean holds(String trace) {
    String id = new String(HexFormat.of().parseHex(trace), ISO_8859_1);
    return exports.stream()
        .map(bytes -> new String(bytes, ISO_8859_1))
        .anyMatch(export -> export.contains(id) && export.contains("/.well-known/jwks.json"));
  }
}
