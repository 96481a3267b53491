package dev.tenk.user.account;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenk.platform.id.ShardedId;
import dev.tenk.user.Person;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What attackers send, to every route that the service describes: whatever it is, the answer is a
 * refusal or a success, never a fault of ours, and tells nothing of what is inside.
 */
@QuarkusTest
@Tag("long")
class HostileInputTests {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int CALLS_OF_A_PERSON = 20; // below the limits that go by account
  private static final String NOTHING = "0197a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b";

  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "\u0000",
          "a\u0000b@mail.example",
          "\ud800",
          "a\udfff@mail.example",
          "\u0085\u2028\u2029@mail.example",
          "\"a\r\nBcc: victim@mail.example\r\n\"@mail.example",
          "a@mail.example\r\nBcc: victim@mail.example",
          "a@" + "b".repeat(300) + ".example",
          "'; drop table account; --",
          "\u202eelpmaxe",
          "${7*7}#{7*7}{{7*7}}",
          "../../etc/passwd",
          "\ufdfa".repeat(128),
          "x".repeat(60_000),
          "x".repeat(70_000));

  private static final List<String> BODIES =
      List.of(
          "",
          "null",
          "[]",
          "\"text\"",
          "{",
          "{}{}",
          "[".repeat(5_000),
          "{\"a\":".repeat(5_000),
          "x".repeat(70_000));

  @Inject ObjectMapper mapper;
  @Inject AccountAdministration administration;

  @TestHTTPResource(value = "/", management = true)
  URI management;

  private JsonNode api = JSON.objectNode();
  private String token = "";
  private int calls;

  private record Route(String method, String path, JsonNode description) {}

  @BeforeEach
  void readTheDescription() throws Exception {
    api =
        mapper.readTree(
            given().accept("application/json").get(management.resolve("/q/openapi")).asString());
  }

  @Test
  void survivesEveryFieldOfEveryBody() throws Exception {
    int fields = 0;
    for (Route route : routes()) {
      JsonNode properties = properties(route);
      for (String field : names(properties)) {
        fields++;
        for (JsonNode value : values()) {
          ObjectNode body = JSON.objectNode();
          names(properties).forEach(other -> body.put(other, "text " + UUID.randomUUID()));
          body.set(field, value);
          assertRefusedOrDone(route, field, request().body(escaped(body)));
        }
      }
    }
    assertThat(fields).isGreaterThan(15);
  }

  @Test
  void survivesBodiesThatAreNone() {
    for (Route route : routes()) {
      if (!properties(route).isEmpty()) {
        for (String body : BODIES) {
          assertRefused(route, body, request().body(body));
        }
        assertRefusedOrDone(route, "a number", request().body("{\"a\":1e999999999}"));
        byte[] noUtf8 = "{\"login\":\"\u00e4\"}".getBytes(StandardCharsets.ISO_8859_1);
        assertRefused(route, "bytes that are no UTF-8", request().body(noUtf8));
        assertRefused(route, "another type", request().contentType("text/plain").body("a text"));
      }
    }
  }

  @Test
  void survivesParametersAndHeaders() {
    for (Route route : routes()) {
      for (JsonNode parameter : route.description().path("parameters")) {
        String name = parameter.path("name").asText();
        for (String text : TEXTS) {
          String value = text.substring(0, Math.min(text.length(), 500));
          if (parameter.path("in").asText().equals("query")) {
            assertRefusedOrDone(route, name, request().queryParam(name, value));
          }
        }
      }
      Map<String, String> headers =
          Map.of(
              "X-Forwarded-For", "a, ::ffff:1.2.3.4%1, [, \"], 999.1.1.1, 1.2.3.4:99999",
              "Forwarded", "for=\"[::1\";for==;by=\",",
              "Tenk-Consistency", "AAAA,,====,\u00e4,",
              "User-Agent", "\u00e4\u0085 " + "Mozilla/".repeat(200),
              "X-Request-Id", "../../\u00e4");
      assertRefusedOrDone(route, "headers", request().headers(headers).body("{}"));
    }
    for (String value :
        List.of("Bearer", "Bearer ", "Bearer a.b.c", "Basic YTpi", "Bearer " + "a".repeat(5_000))) {
      Response answer = given().header("Authorization", value).get("/v1/users?handle=somebody");
      assertThat(answer.statusCode()).as(value).isEqualTo(401);
    }
  }

  /** Half a surrogate pair reaches the service as an escape alone. */
  private String escaped(JsonNode body) throws JsonProcessingException {
    return mapper
        .writer()
        .with(JsonWriteFeature.ESCAPE_NON_ASCII.mappedFeature())
        .writeValueAsString(body);
  }

  private void assertRefused(Route route, String what, RequestSpecification request) {
    assertThat(assertRefusedOrDone(route, what, request).statusCode())
        .as("%s %s: %s", route.method(), route.path(), what)
        .isGreaterThanOrEqualTo(400);
  }

  private Response assertRefusedOrDone(Route route, String what, RequestSpecification request) {
    String path = route.path().replaceAll("\\{[^}]+}", NOTHING);
    Response answer = request.request(route.method(), path);
    assertThat(answer.statusCode())
        .as("%s %s: %s, %s", route.method(), path, what, answer.asString())
        .isLessThan(500)
        .isNotEqualTo(429);
    if (answer.statusCode() >= 400) {
      assertThat(answer.contentType()).startsWith("application/problem+json");
    }
    assertThat(answer.asString()).doesNotContain("Exception", "dev.tenk", "jakarta", "java.");
    return answer;
  }

  /** Of an administrator, so that no route refuses it for who it is, at an address of its own. */
  private RequestSpecification request() {
    if (calls++ % CALLS_OF_A_PERSON == 0) {
      Person admin = Person.member();
      assertThat(administration.makeAdmin(ShardedId.parse(admin.id()).orElseThrow())).isTrue();
      token = admin.accessToken();
    }
    return given()
        .auth()
        .oauth2(token)
        .header("X-Forwarded-For", Person.newAddress())
        .contentType("application/json");
  }

  private List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : api.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
        boolean endsTheSession =
            operation.getKey().equals("delete") && path.getKey().startsWith("/v1/sessions");
        if (operation.getValue().has("operationId") && !endsTheSession) {
          routes.add(
              new Route(
                  operation.getKey().toUpperCase(Locale.ROOT),
                  path.getKey(),
                  operation.getValue()));
        }
      }
    }
    assertThat(routes).hasSizeGreaterThan(15);
    return routes;
  }

  /** The fields of what the route takes as JSON; none where it takes nothing. */
  private JsonNode properties(Route route) {
    String name =
        route
            .description()
            .path("requestBody")
            .path("content")
            .path("application/json")
            .path("schema")
            .path("$ref")
            .asText();
    return api.path("components")
        .path("schemas")
        .path(name.substring(name.lastIndexOf('/') + 1))
        .path("properties");
  }

  private static List<String> names(JsonNode properties) {
    return properties.properties().stream().map(Map.Entry::getKey).toList();
  }

  private static List<JsonNode> values() {
    ArrayNode deep = JSON.arrayNode();
    deep.addArray().addArray().addObject().put("a", 1);
    return Stream.concat(
            TEXTS.stream().map(JSON::textNode),
            Stream.of(
                JSON.nullNode(),
                JSON.numberNode(-1),
                JSON.numberNode(1e300),
                JSON.booleanNode(true),
                JSON.arrayNode(),
                JSON.arrayNode().add("\u0000").addNull(),
                JSON.objectNode(),
                deep))
        .map(JsonNode.class::cast)
        .toList();
  }
}
