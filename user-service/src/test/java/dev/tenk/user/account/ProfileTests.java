package dev.tenk.user.account;

import static dev.tenk.user.Problems.assertProblem;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenk.user.Person;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;

/** Public profiles are kept, and every change of them is seen at once. */
@QuarkusTest
class ProfileTests {

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

  private static Response rename(RequestSpecification as, String name) {
    return as.body("{\"displayName\":\"" + name + "\"}").patch("/v1/users/me");
  }
}
