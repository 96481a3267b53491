package dev.tenk.user.session;

import static dev.tenk.user.Person.post;
import static dev.tenk.user.Problems.assertProblem;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenk.platform.id.ShardedId;
import dev.tenk.user.Person;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class SessionResourceTests {

  @Test
  void signsInWithTheHandleInAnyForm() {
    // given
    Person person = Person.member();

    // when
    Response answer =
        Person.signIn(
            person.handle().toUpperCase(Locale.ROOT).replace('P', 'Ｐ'), person.password());

    // then
    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(answer.<Integer>path("expiresIn")).isEqualTo(300);
    assertThat(answer.<String>path("accessToken").split("\\.")).hasSize(3);
    assertThat(answer.<String>path("refreshToken")).hasSize(91);
    assertThat(Instant.parse(answer.path("session.endsAt")))
        .isAfter(Instant.parse(answer.path("session.createdAt")));
    ShardedId session = ShardedId.parse(answer.path("session.id")).orElseThrow();
    assertThat(session.bucket()).isEqualTo(ShardedId.parse(person.id()).orElseThrow().bucket());
  }

  @Test
  void answersTheSameForAWrongPasswordAndAnUnknownLogin() {
    // given
    Person person = Person.member();
    Person stranger = Person.stranger();

    // when
    Response wrong = Person.signIn(person.handle(), stranger.password());
    Response unknown = stranger.signIn();
    Response address = Person.signIn(stranger.email(), stranger.password());

    // then
    for (Response answer : List.of(wrong, unknown, address)) {
      assertProblem(answer, 401, "wrong-credentials");
      assertThat(answer.<String>path("detail")).isEqualTo(wrong.path("detail"));
    }
  }

  @Test
  void refreshesWithTheSuccessorForTwoTabs() {
    // given
    Response signedIn = Person.member().signIn();
    String first = signedIn.path("refreshToken");

    // when: two tabs refresh with the same token
    Response one = refresh(first);
    Response other = refresh(first);

    // then: both get the same successor, which works
    assertThat(one.statusCode()).isEqualTo(200);
    assertThat(one.header("Cache-Control")).isEqualTo("no-store");
    assertThat(one.<String>path("refreshToken")).isNotEqualTo(first);
    assertThat(other.<String>path("refreshToken")).isEqualTo(one.path("refreshToken"));
    assertThat(one.<String>path("session.id")).isEqualTo(signedIn.path("session.id"));
    assertThat(one.<String>path("session.endsAt")).isEqualTo(signedIn.path("session.endsAt"));
    assertThat(refresh(one.path("refreshToken")).statusCode()).isEqualTo(200);
  }

  @Test
  void endsTheSessionWhenAnOldTokenComesBack() {
    // given: two rotations
    String first = Person.member().signIn().path("refreshToken");
    String second = refresh(first).path("refreshToken");
    String third = refresh(second).path("refreshToken");

    // when
    Response reuse = refresh(first);

    // then
    assertProblem(reuse, 401, "session-ended");
    assertProblem(refresh(third), 401, "session-ended");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nonsense", "AAAA", "%%%"})
  void refusesTokensOfNobody(String token) {
    assertProblem(refresh(token), 401, "session-ended");
  }

  @Test
  void signsOut() {
    // given
    Response signedIn = Person.member().signIn();
    String access = signedIn.path("accessToken");

    // when
    Response answer = given().auth().oauth2(access).delete("/v1/sessions/current");

    // then
    assertThat(answer.statusCode()).isEqualTo(204);
    assertProblem(refresh(signedIn.path("refreshToken")), 401, "session-ended");
    assertThat(given().auth().oauth2(access).delete("/v1/sessions/current").statusCode())
        .isEqualTo(204);
  }

  @Test
  void asksForATokenToSignOut() {
    assertProblem(given().delete("/v1/sessions/current"), 401, "unauthenticated");
  }

  @Test
  void namesWhatIsMissing() {
    assertProblem(post("/v1/sessions", Map.of()), 422, "invalid-input", "/login", "/password");
    assertProblem(post("/v1/sessions/refresh", "{}"), 422, "invalid-input", "/refreshToken");
    assertProblem(post("/v1/sessions", "{"), 400, "malformed-body");
    assertProblem(given().get("/v1/sessions/refresh"), 405, "method-not-allowed");
  }

  private static Response refresh(String token) {
    return post("/v1/sessions/refresh", Map.of("refreshToken", token));
  }
}
