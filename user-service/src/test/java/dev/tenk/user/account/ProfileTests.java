package dev.tenk.user.account;

import static dev.tenk.user.Problems.assertProblem;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenk.embedded.EmbeddedEngines;
import dev.tenk.platform.id.ShardedIds;
import dev.tenk.user.Person;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Header;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Public profiles are kept, and every change of them is seen at once. */
@QuarkusTest
class ProfileTests {

  private static final Set<String> ALWAYS_OTHER = Set.of("date", "x-request-id");

  @Inject ShardedIds ids;

  @Test
  void tellsCachesHowLongAndAnswers304() {
    // given
    String id = Person.member().id();
    String path = "/v1/users/" + id;

    // when
    Response first = given().get(path);

    // then
    assertThat(first.header("Cache-Control"))
        .isEqualTo("public, max-age=0, stale-while-revalidate=30, stale-if-error=600");
    assertThat(first.header("X-Accel-Expires")).isEqualTo("30");
    assertThat(first.header("Surrogate-Key")).isEqualTo("profile:" + id);
    assertThat(given().header("If-None-Match", first.header("ETag")).get(path).statusCode())
        .isEqualTo(304);
  }

  @Test
  void theShortWaysAnswerAsTheResourceDoes() {
    // given
    String path = "/v1/users/" + Person.member().id();

    // when
    Response missed = given().get(path);
    Response hit = given().get(path);
    Response ofResource = given().header("Accept", "application/json, text/html;q=0.5").get(path);

    // then
    assertThat(missed.asString()).isEqualTo(ofResource.asString());
    assertThat(hit.asString()).isEqualTo(ofResource.asString());
    assertThat(fields(missed)).isEqualTo(fields(ofResource)).containsKey("etag");
    assertThat(fields(hit)).isEqualTo(fields(ofResource));
  }

  @Test
  void theShortWaysAnswerWhoIsSignedInAsTheResourceDoes() {
    // given
    Person person = Person.member();
    String path = "/v1/users/" + person.id();
    String token = person.accessToken();

    // when: the token must be verified, then it is known
    Response verified = as(token).get(path);
    Response known = as(token).get(path);
    Response ofResource = as(token).header("Accept", "application/json, text/html;q=0.5").get(path);

    // then
    assertThat(verified.asString()).isEqualTo(ofResource.asString());
    assertThat(known.asString()).isEqualTo(ofResource.asString());
    assertThat(fields(verified)).isEqualTo(fields(ofResource));
    assertThat(fields(known))
        .isEqualTo(fields(ofResource))
        .containsEntry("cache-control", "private, no-cache")
        .doesNotContainKey("surrogate-key");
  }

  @Test
  void theShortWaysRefuseATokenWhoseSessionHasEnded() {
    // given: verified, and known
    Person person = Person.member();
    String path = "/v1/users/" + person.id();
    Response session = person.signIn();
    String token = session.path("accessToken");
    as(token).get(path).then().statusCode(200);
    as(token).get(path).then().statusCode(200);

    // when
    as(token).delete("/v1/sessions/current").then().statusCode(204);

    // then
    Person.awaitEnded(session);
    assertProblem(as(token).get(path), 401, "unauthenticated");
  }

  private static RequestSpecification as(String token) {
    return given().auth().oauth2(token);
  }

  @Test
  void theShortWaysLeaveWhatIsNotThereToTheResource() {
    String path = "/v1/users/" + ids.newOwner();

    assertProblem(given().get(path), 404, "not-found");
    assertProblem(given().get(path), 404, "not-found");
    assertProblem(given().header("If-Match", "\"x\"").get(path), 404, "not-found");
  }

  @Test
  void aMissMeetsConditions() {
    String path = "/v1/users/" + Person.member().id();

    assertProblem(given().header("If-Match", "\"another\"").get(path), 412, "precondition-failed");
  }

  private static Map<String, String> fields(Response answer) {
    return answer.headers().asList().stream()
        .filter(field -> !ALWAYS_OTHER.contains(field.getName().toLowerCase(Locale.ROOT)))
        .collect(
            Collectors.toMap(field -> field.getName().toLowerCase(Locale.ROOT), Header::getValue));
  }

  @Test
  void showsANewNameAtOnce() {
    // given
    Person person = Person.member();
    String path = "/v1/users/" + person.id();
    assertThat(given().get(path).<String>path("displayName")).isEqualTo(person.handle());

    // when
    rename(person.authenticated(), "Another").then().statusCode(200);

    // then
    assertThat(given().get(path).<String>path("displayName")).isEqualTo("Another");
  }

  @Test
  void hidesADeletedAccountAtOnce() {
    // given
    Person person = Person.member();
    String path = "/v1/users/" + person.id();
    given().get(path).then().statusCode(200);

    // when
    person
        .authenticated()
        .body("{\"password\":\"" + person.password() + "\"}")
        .delete("/v1/users/me")
        .then()
        .statusCode(204);

    // then
    assertProblem(given().get(path), 404, "not-found");
  }

  @Test
  void changesOnlyWhatTheClientHasSeen() {
    // given
    RequestSpecification me = Person.member().authenticated();
    Response before = me.get("/v1/users/me");
    assertThat(before.header("Cache-Control")).isEqualTo("private, no-cache");

    // when, then
    rename(me.header("If-Match", before.header("ETag")), "One").then().statusCode(200);
    assertProblem(rename(me, "Two"), 412, "precondition-failed");
  }

  @Test
  void aChangeWithoutAConditionAnswersAsOneWithOne() {
    // given
    RequestSpecification me = Person.member().authenticated();

    // when
    Response byStatement = rename(me, "One");
    Response inTransaction = rename(me.header("If-Match", "*"), "One");

    // then
    assertThat(byStatement.asString())
        .isEqualTo(inTransaction.asString())
        .isEqualTo(me.get("/v1/users/me").asString());
    assertThat(fields(byStatement)).isEqualTo(fields(inTransaction));
  }

  @Test
  void theSameNameAgainIsNoChange() throws SQLException {
    // given
    Person person = Person.member();
    rename(person.authenticated(), "One").then().statusCode(200);
    int version = version(person);

    // when
    rename(person.authenticated(), "One").then().statusCode(200);

    // then
    assertThat(version(person)).isEqualTo(version);
    rename(person.authenticated(), "Two").then().statusCode(200);
    assertThat(version(person)).isEqualTo(version + 1);
  }

  private static int version(Person person) throws SQLException {
    try (Connection connection = EmbeddedEngines.postgres().primary().connect("tenk_user");
        var query = connection.prepareStatement("SELECT version FROM account WHERE id = ?::uuid")) {
      query.setString(1, person.id());
      try (ResultSet row = query.executeQuery()) {
        assertThat(row.next()).isTrue();
        return row.getInt(1);
      }
    }
  }

  private static Response rename(RequestSpecification as, String name) {
    return as.body("{\"displayName\":\"" + name + "\"}").patch("/v1/users/me");
  }
}
