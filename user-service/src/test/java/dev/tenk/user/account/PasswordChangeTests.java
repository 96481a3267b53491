package dev.tenk.user.account;

import static dev.tenk.user.Problems.assertProblem;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenk.user.Person;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class PasswordChangeTests {

  @Test
  void changesThePasswordAndEndsAllOtherSessions() {
    // given: signed in at two places
    Person person = Person.member();
    Response here = person.signIn();
    Response there = person.signIn();
    String password = "new " + UUID.randomUUID();

    // when
    Response answer = change(here.path("accessToken"), person.password(), password);

    // then
    assertThat(answer.statusCode()).isEqualTo(204);
    assertProblem(person.signIn(), 401, "wrong-credentials");
    assertThat(Person.signIn(person.handle(), password).statusCode()).isEqualTo(201);
    Person.awaitEnded(there);
    assertThat(
            given()
                .auth()
                .oauth2(here.path("accessToken"))
                .get("/v1/users/me")
                .<String>path("handle"))
        .isEqualTo(person.handle());
  }

  @Test
  void refusesAWrongCurrentPassword() {
    // given
    Person person = Person.member();

    // when
    Response answer = change(person.accessToken(), "not it " + UUID.randomUUID(), "abcd efgh ijkl");

    // then
    assertProblem(answer, 403, "wrong-password");
    assertThat(person.signIn().statusCode()).isEqualTo(201);
  }

  @ParameterizedTest
  @ValueSource(strings = {"short", "password1"})
  void refusesAPasswordThatIsNotAcceptable(String password) {
    // given
    Person person = Person.member();

    // when
    Response answer = change(person.accessToken(), person.password(), password);

    // then
    assertProblem(answer, 422, "invalid-input", "/newPassword");
  }

  @Test
  void refusesTheOwnNamesAsPassword() {
    // given
    Person person = Person.member();
    String token = person.accessToken();

    // when, then
    for (String name : new String[] {person.handle(), person.email()}) {
      assertProblem(change(token, person.password(), name), 422, "invalid-input", "/newPassword");
    }
  }

  @Test
  void namesWhatIsMissing() {
    // given
    String token = Person.member().accessToken();

    // when, then
    assertProblem(
        given().auth().oauth2(token).contentType(ContentType.JSON).body("{}").put(PATH),
        422,
        "invalid-input",
        "/currentPassword",
        "/newPassword");
  }

  @Test
  void asksForAToken() {
    assertProblem(
        given().contentType(ContentType.JSON).body(new HashMap<>()).put(PATH),
        401,
        "unauthenticated");
  }

  private static final String PATH = "/v1/users/me/password";

  private static Response change(String token, String current, String password) {
    return given()
        .auth()
        .oauth2(token)
        .contentType(ContentType.JSON)
        .body(Map.of("currentPassword", current, "newPassword", password))
        .put(PATH);
  }
}
