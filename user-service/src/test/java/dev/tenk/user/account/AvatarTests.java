package dev.tenk.user.account;

import static dev.tenk.user.Problems.assertProblem;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenk.platform.id.ShardedId;
import dev.tenk.user.Person;
import dev.tenk.user.Pictures;
import dev.tenk.user.WithdrawalProbe;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonObject;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What shows an account is one of its own media, for as long as everybody may see that. */
@QuarkusTest
class AvatarTests {

  private static final String AVATAR = "/v1/users/me/avatar";

  InetSocketAddress stub;

  private Pictures pictures;
  private Person person;
  private RequestSpecification me;

  @BeforeEach
  void signUp() {
    pictures = new Pictures(stub);
    person = Person.member();
    me = person.authenticated();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ready", "processing"})
  void showsTheAccountByItsPicture(String status) {
    // given
    String path = "/v1/users/" + person.id();
    assertThat(given().get(path).<@Nullable String>path("avatar")).isNull();
    ShardedId medium = pictures.of(person, new JsonObject().put("status", status));

    // when, then: as often as one likes
    for (int i = 0; i < 2; i++) {
      Response chosen = choose(medium);
      assertThat(chosen.statusCode()).isEqualTo(200);
      assertThat(chosen.<String>path("avatar")).isEqualTo("/m/" + medium + "/thumb");
      assertThat(chosen.<String>path("email")).isEqualTo(person.email());
    }
    assertThat(given().get(path).<String>path("avatar")).isEqualTo("/m/" + medium + "/thumb");
    assertThat(given().get("/v1/users?handle=" + person.handle()).<String>path("items[0].avatar"))
        .isEqualTo("/m/" + medium + "/thumb");
  }

  @Test
  void changesOnlyWhatTheClientHasSeen() {
    // given
    String seen = me.get("/v1/users/me").header("ETag");
    ShardedId first = pictures.of(person);
    ShardedId second = pictures.of(person);

    // when, then
    assertThat(choose(seen, first).statusCode()).isEqualTo(200);
    assertProblem(choose(seen, second), 412, "precondition-failed");
    assertProblem(as(seen).delete(AVATAR), 412, "precondition-failed");
    String now = person.authenticated().get("/v1/users/me").header("ETag");
    assertThat(now).isNotEqualTo(seen);
    assertThat(choose(now, second).statusCode()).isEqualTo(200);
  }

  @Test
  void removesIt() {
    // given
    choose(pictures.of(person)).then().statusCode(200);

    // when, then
    assertThat(me.delete(AVATAR).statusCode()).isEqualTo(204);
    assertThat(shown()).isNull();
    assertThat(me.delete(AVATAR).statusCode()).isEqualTo(204);
  }

  @Test
  void refusesWhatIsNoPublicPictureOfOnesOwn() {
    // given
    choose(pictures.of(person)).then().statusCode(200);
    String before = shown();
    Person other = Person.member();

    // when, then
    refuses(pictures.none(person));
    refuses(pictures.of(other));
    refuses(pictures.of(person, new JsonObject().put("owner", other.id())));
    refuses(pictures.of(person, new JsonObject().put("visibility", "unlisted")));
    refuses(pictures.of(person, new JsonObject().put("visibility", "private")));
    refuses(pictures.of(person, new JsonObject().put("status", "failed")));
    assertThat(shown()).isEqualTo(before);
  }

  @Test
  void isGoneWhenThePictureIs() {
    // given
    ShardedId medium = pictures.of(person);
    ShardedId account = ShardedId.parse(person.id()).orElseThrow();
    choose(medium).then().statusCode(200);

    // when: another of theirs, then this one, twice
    WithdrawalProbe.withdraw(account, pictures.of(person));
    WithdrawalProbe.withdraw(account, medium);
    WithdrawalProbe.withdraw(account, medium);

    // then
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(shown()).isNull());
    ShardedId next = pictures.of(person);
    assertThat(choose(next).<String>path("avatar")).isEqualTo("/m/" + next + "/thumb");
  }

  @Test
  void staysWhenAnotherPictureGoes() {
    // given
    ShardedId account = ShardedId.parse(person.id()).orElseThrow();
    ShardedId before = pictures.of(person);
    choose(before).then().statusCode(200);
    ShardedId medium = pictures.of(person);
    choose(medium).then().statusCode(200);

    // when: what comes after tells that the first was heard
    WithdrawalProbe.withdraw(account, before);
    Person other = Person.member();
    ShardedId theirs = pictures.of(other);
    choose(other.authenticated(), theirs).then().statusCode(200);
    WithdrawalProbe.withdraw(ShardedId.parse(other.id()).orElseThrow(), theirs);
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(given().get("/v1/users/" + other.id()).<@Nullable String>path("avatar"))
                    .isNull());

    // then
    assertThat(shown()).isEqualTo("/m/" + medium + "/thumb");
  }

  @Test
  void theLastOfTwoChoicesIsShown() {
    // given: while the first is looked at, the second is chosen
    ShardedId second = pictures.of(person);
    ShardedId first =
        pictures.of(
            person,
            new JsonObject()
                .put("meanwhile", second.toString())
                .put("url", RestAssured.baseURI + ":" + RestAssured.port + AVATAR));

    // when, then
    assertProblem(choose(first), 409, "avatar-changed", "/medium");
    assertThat(shown()).isEqualTo("/m/" + second + "/thumb");
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 429, 500, 503})
  void saysWhenPicturesCannotBeLookedAt(int answer) {
    ShardedId medium = pictures.of(person, new JsonObject().put("answer", answer));

    Response refused = choose(medium);

    assertProblem(refused, 503, "pictures-unavailable");
    assertThat(refused.header("Retry-After")).isEqualTo("5");
    assertThat(shown()).isNull();
  }

  @Test
  void asksForAToken() {
    assertProblem(
        given().contentType(ContentType.JSON).body("{}").put(AVATAR), 401, "unauthenticated");
    assertProblem(given().delete(AVATAR), 401, "unauthenticated");
  }

  private @Nullable String shown() {
    return given().get("/v1/users/" + person.id()).path("avatar");
  }

  private void refuses(ShardedId medium) {
    assertProblem(choose(medium), 422, "invalid-input", "/medium");
  }

  private Response choose(ShardedId medium) {
    return choose(me, medium);
  }

  private Response choose(String seen, ShardedId medium) {
    return choose(as(seen), medium);
  }

  private RequestSpecification as(String seen) {
    return person.authenticated().header("If-Match", seen);
  }

  private static Response choose(RequestSpecification as, ShardedId medium) {
    return as.body(Map.of("medium", medium.toString())).put(AVATAR);
  }
}
