package dev.tenk.user.session;

import static dev.tenk.user.Person.post;
import static dev.tenk.user.Problems.assertProblem;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenk.platform.id.ShardedId;
import dev.tenk.user.Person;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
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
    assertThat(answer.<String>path("refreshToken")).hasSize(102);
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
    Person person = Person.member();
    Response other = person.signIn();
    Response signedIn = person.signIn();
    String access = signedIn.path("accessToken");

    // when
    Response answer = given().auth().oauth2(access).delete("/v1/sessions/current");

    // then: neither of its tokens is good any more, and the other session is not touched
    assertThat(answer.statusCode()).isEqualTo(204);
    assertProblem(refresh(signedIn.path("refreshToken")), 401, "session-ended");
    assertProblem(as(access).delete("/v1/sessions/current"), 401, "unauthenticated");
    assertThat(refresh(other.path("refreshToken")).statusCode()).isEqualTo(200);
  }

  @Test
  void listsTheCallersSessionsWithDeviceAndAddress() {
    // given
    Person person = Person.member();
    Person.member().signIn();
    String phone = signInFrom("198.51.100.7", "Photos/4.2 (iPhone)", person).path("session.id");
    Response laptop = signInFrom("2001:db8::7", "curl/8.5", person);

    // when
    Response list = as(laptop.path("accessToken")).get("/v1/sessions");

    // then
    assertThat(list.statusCode()).isEqualTo(200);
    assertThat(list.<List<String>>path("items.id"))
        .containsExactlyInAnyOrder(phone, laptop.path("session.id"));
    Map<String, Object> first = item(list, phone);
    assertThat(first.get("device")).isEqualTo("Photos on iPhone");
    assertThat(first.get("address")).isEqualTo("198.51.100.7");
    assertThat(first.get("current")).isEqualTo(false);
    assertThat(first.get("lastSeenAt")).isEqualTo(first.get("createdAt"));
    Map<String, Object> second = item(list, laptop.path("session.id"));
    assertThat(second.get("device")).isEqualTo("curl");
    assertThat(second.get("address")).isEqualTo("2001:db8:0:0:0:0:0:7");
    assertThat(second.get("current")).isEqualTo(true);
    assertThat(second.get("endsAt")).isEqualTo(laptop.path("session.endsAt"));
  }

  @Test
  void endsOneOfTheCallersSessions() {
    // given
    Person person = Person.member();
    Response lost = person.signIn();
    String mine = person.accessToken();

    // when
    Response answer = as(mine).delete("/v1/sessions/" + lost.path("session.id"));

    // then
    assertThat(answer.statusCode()).isEqualTo(204);
    assertProblem(as(lost.path("accessToken")).get("/v1/sessions"), 401, "unauthenticated");
    assertProblem(refresh(lost.path("refreshToken")), 401, "session-ended");
    assertThat(as(mine).get("/v1/sessions").<List<String>>path("items.id")).hasSize(1);
    assertProblem(as(mine).delete("/v1/sessions/" + lost.path("session.id")), 404, "not-found");
  }

  @Test
  void keepsToTheCallersOwnSessions() {
    // given
    Response other = Person.member().signIn();
    String mine = Person.member().accessToken();

    // when
    Response answer = as(mine).delete("/v1/sessions/" + other.path("session.id"));

    // then: it is not told that there is one
    assertProblem(answer, 404, "not-found");
    assertThat(as(other.path("accessToken")).get("/v1/sessions").statusCode()).isEqualTo(200);
    assertProblem(as(mine).delete("/v1/sessions/nonsense"), 400, "malformed-id");
  }

  @Test
  void endsAllSessions() {
    // given
    Person person = Person.member();
    Response one = person.signIn();
    Response other = person.signIn();

    // when
    Response answer = as(one.path("accessToken")).delete("/v1/sessions");

    // then
    assertThat(answer.statusCode()).isEqualTo(204);
    for (Response session : List.of(one, other)) {
      assertProblem(as(session.path("accessToken")).get("/v1/sessions"), 401, "unauthenticated");
      assertProblem(refresh(session.path("refreshToken")), 401, "session-ended");
    }
    assertThat(as(person.accessToken()).get("/v1/sessions").<List<String>>path("items.id"))
        .hasSize(1);
  }

  @Test
  void asksForATokenToShowAndToEndSessions() {
    assertProblem(given().get("/v1/sessions"), 401, "unauthenticated");
    assertProblem(given().delete("/v1/sessions"), 401, "unauthenticated");
    assertProblem(given().delete("/v1/sessions/current"), 401, "unauthenticated");
    assertProblem(
        given().delete("/v1/sessions/01980000-0000-7abc-8000-000000000002"),
        401,
        "unauthenticated");
  }

  @Test
  void namesWhatIsMissing() {
    assertProblem(post("/v1/sessions", Map.of()), 422, "invalid-input", "/login", "/password");
    assertProblem(post("/v1/sessions/refresh", "{}"), 422, "invalid-input", "/refreshToken");
    assertProblem(post("/v1/sessions", "{"), 400, "malformed-body");
    assertProblem(given().get("/v1/sessions/refresh"), 405, "method-not-allowed");
  }

  private static Response signInFrom(String address, String userAgent, Person person) {
    return given()
        .contentType(ContentType.JSON)
        .header("X-Forwarded-For", "6.6.6.6, " + address)
        .header("User-Agent", userAgent)
        .body(Map.of("login", person.handle(), "password", person.password()))
        .post("/v1/sessions");
  }

  private static Map<String, Object> item(Response list, String id) {
    return list.<List<Map<String, Object>>>path("items").stream()
        .filter(session -> id.equals(session.get("id")))
        .findFirst()
        .orElseThrow();
  }

  private static RequestSpecification as(String accessToken) {
    return given().auth().oauth2(accessToken);
  }

  private static Response refresh(String token) {
    return post("/v1/sessions/refresh", Map.of("refreshToken", token));
  }
}
