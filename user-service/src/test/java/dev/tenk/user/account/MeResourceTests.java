package dev.tenk.user.account;

import static dev.tenk.user.Problems.assertProblem;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenk.user.Person;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.vertx.core.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class MeResourceTests {

  @Test
  void showsTheOwnAccount() {
    // given
    Person person = Person.member();

    // when
    Response me = given().auth().oauth2(person.accessToken()).get("/v1/users/me");

    // then
    assertThat(me.statusCode()).isEqualTo(200);
    assertThat(me.<String>path("id")).isEqualTo(person.id());
    assertThat(me.<String>path("handle")).isEqualTo(person.handle());
    assertThat(me.<String>path("email")).isEqualTo(person.email());
    assertThat(me.<Boolean>path("emailVerified")).isFalse();
    assertThat(me.<List<String>>path("roles")).containsExactly("user");
    assertThat(me.asString()).doesNotContain("argon2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "application/merge-patch+json"})
  void changesTheDisplayName(String contentType) {
    // given
    Person person = Person.member();
    String token = person.accessToken();

    // when
    Response changed = change(token, contentType, Map.of("displayName", "Ann O’Nym"));

    // then
    assertThat(changed.statusCode()).isEqualTo(200);
    assertThat(changed.<String>path("displayName")).isEqualTo("Ann O’Nym");
    assertThat(given().get("/v1/users/" + person.id()).<String>path("displayName"))
        .isEqualTo("Ann O’Nym");
    assertThat(change(token, contentType, Map.of()).<String>path("displayName"))
        .isEqualTo("Ann O’Nym");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", " x", "x\n", "a\u0007b", "two\nlines", "a\u2028b", "a\u202eb"})
  void refusesADisplayNameThatIsNotOneLine(String name) {
    // given
    String token = Person.member().accessToken();

    // when
    Response answer = change(token, "application/json", Map.of("displayName", name));

    // then
    assertProblem(answer, 422, "invalid-input", "/displayName");
  }

  @Test
  void countsCharactersNotBytes() {
    // given
    String token = Person.member().accessToken();

    // when, then
    assertThat(
            change(token, "application/json", Map.of("displayName", "🐎".repeat(80))).statusCode())
        .isEqualTo(200);
    assertProblem(
        change(token, "application/json", Map.of("displayName", "🐎".repeat(81))),
        422,
        "invalid-input",
        "/displayName");
  }

  @Test
  void asksForAToken() {
    assertProblem(given().get("/v1/users/me"), 401, "unauthenticated");
    assertProblem(
        given().contentType(ContentType.JSON).body("{}").patch("/v1/users/me"),
        401,
        "unauthenticated");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense",
        "a.b.c",
        "eyJhbGciOiJub25lIn0.eyJzdWIiOiIwMTkwYTVmMC0xMjM0LTdhYmMtOGRlZi0wMTIzNDU2Nzg5YWIifQ."
      })
  void refusesTokensThatAreNotOurs(String token) {
    assertProblem(given().auth().oauth2(token).get("/v1/users/me"), 401, "unauthenticated");
  }

  @Test
  void refusesATokenThatWasAltered() {
    // given
    String token = Person.member().accessToken();
    String altered = token.substring(0, token.length() - 8) + "AAAAAAAA";

    // when, then
    assertProblem(given().auth().oauth2(altered).get("/v1/users/me"), 401, "unauthenticated");
  }

  private static Response change(String token, String contentType, Map<String, String> body) {
    String json = Json.encode(body);
    return given()
        .auth()
        .oauth2(token)
        .header("Content-Type", contentType)
        .body(json.getBytes(StandardCharsets.UTF_8))
        .patch("/v1/users/me");
  }
}
