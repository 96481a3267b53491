package dev.tenk.user.account;

import static dev.tenk.user.Problems.assertProblem;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenk.user.Person;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Header;
import io.restassured.response.Response;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

@QuarkusTest
class UserResourceTests {

  private static final String NOBODY = "0190a5f0-1234-7abc-8def-0123456789ab";

  @Test
  void showsNothingPrivate() {
    // given
    Person person = Person.member();

    // when
    Response user = given().get("/v1/users/" + person.id());

    // then
    assertThat(user.statusCode()).isEqualTo(200);
    assertThat(user.<String>path("handle")).isEqualTo(person.handle());
    assertThat(user.asString()).doesNotContain(person.email(), "argon2", "roles");
  }

  /** A plain read is answered from memory before the resource is asked, others by the resource. */
  @Test
  void aPlainReadHasTheSameAnswerAsOthers() {
    // given
    String path = "/v1/users/" + Person.member().id();
    Response asked = given().accept("application/json, text/plain").get(path);

    // when
    Response plain = given().get(path);

    // then
    assertThat(plain.statusCode()).isEqualTo(200);
    assertThat(plain.asString()).isEqualTo(asked.asString());
    assertThat(fields(plain)).isEqualTo(fields(asked)).containsKeys("etag", "surrogate-key");
    assertThat(plain.header("X-Request-Id"))
        .matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
        .isNotEqualTo(asked.header("X-Request-Id"));
    Response kept = given().header("If-None-Match", plain.header("ETag")).get(path);
    assertThat(kept.statusCode()).isEqualTo(304);
    assertThat(kept.asString()).isEmpty();
    assertProblem(given().header("If-Match", "\"another\"").get(path), 412, "precondition-failed");
    assertThat(given().head(path).header("ETag")).isEqualTo(plain.header("ETag"));
    assertProblem(
        given().header("Authorization", "Bearer spoilt").get(path), 401, "unauthenticated");
  }

  private static Map<String, String> fields(Response response) {
    return response.headers().asList().stream()
        .filter(field -> !field.hasSameNameAs(new Header("X-Request-Id", "")))
        .collect(
            Collectors.toMap(
                field -> field.getName().toLowerCase(Locale.ROOT), field -> field.getValue()));
  }

  @Test
  void findsAHandleInAnyForm() {
    // given
    Person person = Person.member();
    String fullWidth = person.handle().replace('p', 'ｐ').toUpperCase(Locale.ROOT);

    // when
    Response found = given().queryParam("handle", fullWidth).get("/v1/users");

    // then
    assertThat(found.statusCode()).isEqualTo(200);
    assertThat(found.<List<String>>path("items.handle")).containsExactly(person.handle());
    assertThat(found.<Map<String, Object>>path("$")).containsEntry("next", null);
  }

  @Test
  void findsNobodyOfAnUnknownHandle() {
    for (String handle : List.of("nobody_has_this", "a\u0000b", "x".repeat(300))) {
      Response found = given().queryParam("handle", handle).get("/v1/users");
      assertThat(found.statusCode()).isEqualTo(200);
      assertThat(found.<List<Object>>path("items")).isEmpty();
    }
  }

  @Test
  void asksForAHandle() {
    assertProblem(given().get("/v1/users"), 422, "invalid-input", "handle");
  }

  @Test
  void answers404ForAnUnknownId() {
    assertProblem(given().get("/v1/users/" + NOBODY), 404, "not-found");
  }

  @Test
  void answers400ForAMalformedId() {
    assertProblem(given().get("/v1/users/42"), 400, "malformed-id");
  }

  @Test
  void answers404ForAnUnknownRoute() {
    assertProblem(given().get("/v1/nothing"), 404, "not-found");
    assertProblem(given().get("/q/health"), 404, "not-found");
  }

  @Test
  void answers405ForAnotherMethod() {
    assertProblem(given().put("/v1/users"), 405, "method-not-allowed");
    assertProblem(given().delete("/v1/users/" + NOBODY), 405, "method-not-allowed");
  }
}
