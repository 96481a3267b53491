package dev.tenk.media.medium;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.tenk.embedded.test.EventStream;
import dev.tenk.media.test.MediaServiceTest;
import dev.tenk.media.test.Pictures;
import dev.tenk.media.test.TestTokens;
import dev.tenk.platform.id.ShardedId;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who sees what of a medium, wherever it can be seen. */
@QuarkusTest
class VisibilityTest extends MediaServiceTest {

  @Test
  void aMediumIsPublicWhereNothingElseIsSaid() {
    given()
        .get("/v1/media/" + upload(Pictures.jpeg(8, 8)))
        .then()
        .statusCode(200)
        .body("visibility", equalTo("public"));
  }

  @Test
  void aPrivateOneIsNotThereForOthers() throws Exception {
    // given
    ShardedId id = ready("private");
    ShardedId never = ids.newOwnedBy(owner);
    ShardedId stranger = ids.newOwner();

    as(owner).get("/v1/media/" + id).then().statusCode(200); // it is in memory

    // then: as if it had never been
    for (String path : List.of("/v1/media/%s", "/m/%s/thumb.webp", "/m/%s/thumb")) {
      for (String token : new String[] {null, TestTokens.of(stranger)}) {
        Response hidden = get(path.formatted(id), token);
        assertThat(hidden.statusCode()).as(path).isEqualTo(404);
        assertThat(told(hidden)).isEqualTo(told(get(path.formatted(never), token)));
        assertThat(hidden.header("Cache-Control")).isEqualTo("no-store");
      }
    }
    for (ShardedId which : List.of(id, never)) {
      patch(stranger, which, "{\"alt\":\"mine\"}").then().statusCode(404);
      as(stranger).delete("/v1/media/" + which).then().statusCode(404);
      try (EventStream stream = events(which, TestTokens.of(stranger))) {
        assertThat(stream.status()).isEqualTo(404);
      }
    }
    given().get("/v1/media?owner=" + owner).then().body("items", empty());
    given().get("/v1/media?limit=5&owner=" + owner).then().body("items", empty());
  }

  @Test
  void itsOwnerSeesAPrivateOneAndNoSharedCacheKeepsThat() throws Exception {
    ShardedId id = ready("private");

    for (String path : List.of("/v1/media/" + id, "/m/" + id + "/thumb.webp", "/v1/media")) {
      as(owner)
          .get(path)
          .then()
          .statusCode(200)
          .header("Cache-Control", "private, no-cache")
          .header("CDN-Cache-Control", "no-store")
          .header("X-Accel-Expires", "0")
          .header("Surrogate-Key", nullValue());
    }
    as(owner).get("/v1/media").then().body("items.id", equalTo(List.of(id.toString())));
    try (EventStream stream = events(id, TestTokens.of(owner))) {
      assertThat(JsonPath.from(stream.next().data()).getString("visibility")).isEqualTo("private");
    }
  }

  @Test
  void anUnlistedOneIsForWhoKnowsItsId() throws Exception {
    ShardedId id = ready("unlisted");

    given().get("/v1/media/" + id).then().statusCode(200).body("visibility", equalTo("unlisted"));
    given().get("/m/" + id + "/thumb.webp").then().statusCode(200);
    given().get("/v1/media?owner=" + owner).then().body("items", empty());
    given().get("/v1/media?limit=5&owner=" + owner).then().body("items", empty());
    as(owner).get("/v1/media?owner=" + owner).then().body("items", empty());
    as(owner).get("/v1/media?limit=5").then().body("items.id", equalTo(List.of(id.toString())));
    patch(ids.newOwner(), id, "{\"alt\":\"mine\"}").then().statusCode(403);
  }

  @Test
  void takesAPublicOneFromOthersAtOnceAndGivesItBack() throws Exception {
    // given: it is in memory and Redis, and somebody follows it
    ShardedId id = ready("public");
    List<String> paths = List.of("/v1/media/" + id, "/m/" + id + "/thumb.webp");
    paths.forEach(path -> given().get(path).then().statusCode(200));
    given().get("/v1/media?owner=" + owner).then().body("items.size()", equalTo(1));
    try (EventStream stream = events(id, null)) {
      assertThat(stream.next().name()).isEqualTo("medium");

      // when
      patch(owner, id, "{\"visibility\":\"private\"}").then().statusCode(200);

      // then
      paths.forEach(path -> given().get(path).then().statusCode(404));
      given().get("/v1/media?owner=" + owner).then().body("items", empty());
      assertThat(nextOtherThan("medium", stream).data()).isEqualTo("{\"id\":\"%s\"}".formatted(id));

      // when: what is said of it now is told to nobody, and then it is everyone's again
      patch(owner, id, "{\"alt\":\"a secret\"}").then().statusCode(200);
      patch(owner, id, "{\"visibility\":\"public\",\"alt\":null}").then().statusCode(200);

      // then
      EventStream.Event shown = nextOtherThan("deleted", stream);
      assertThat(JsonPath.from(shown.data()).getString("visibility")).isEqualTo("public");
      assertThat(shown.data()).doesNotContain("a secret");
      paths.forEach(path -> given().get(path).then().statusCode(200));
      given()
          .get("/v1/media/" + id)
          .then()
          .header("Cache-Control", startsWith("public"))
          .header("Surrogate-Key", "medium:" + id);
    }
  }

  @Test
  void answersTheSameBytesByTheMediumAsItIs() throws Exception {
    byte[] picture = Pictures.jpeg(8, 8);
    ShardedId id = upload(picture, "private");

    as(owner)
        .contentType("image/jpeg")
        .body(picture)
        .post("/v1/media?visibility=public")
        .then()
        .statusCode(202)
        .body("id", equalTo(id.toString()))
        .body("visibility", equalTo("private"));
  }

  private ShardedId ready(String visibility) throws Exception {
    ShardedId id = upload(Pictures.jpeg(8, 8), visibility);
    report(processed(id));
    awaitStatus(() -> as(owner), id, "ready");
    return id;
  }

  private ShardedId upload(byte[] picture, String visibility) {
    String id =
        as(owner)
            .contentType("image/jpeg")
            .body(picture)
            .post("/v1/media?visibility=" + visibility)
            .then()
            .statusCode(202)
            .body("visibility", equalTo(visibility))
            .extract()
            .path("id");
    return ShardedId.parse(id).orElseThrow();
  }

  private static Response get(String path, @Nullable String token) {
    var request = given();
    return (token == null ? request : request.header("Authorization", "Bearer " + token)).get(path);
  }

  /** All of a problem but which request it was. */
  private static String told(Response problem) {
    return problem.asString().replaceAll("\"instance\":\"[^\"]*\"", "");
  }

  private static Response patch(ShardedId caller, ShardedId id, String body) {
    return as(caller).contentType("application/json").body(body).patch("/v1/media/" + id);
  }

  private static EventStream events(ShardedId id, @Nullable String token) {
    return EventStream.open(
        URI.create(RestAssured.baseURI + ":" + RestAssured.port + "/v1/media/" + id + "/events"),
        token,
        null);
  }

  private static EventStream.Event nextOtherThan(String name, EventStream stream)
      throws InterruptedException {
    EventStream.Event event = stream.next();
    while (name.equals(event.name())) {
      event = stream.next();
    }
    return event;
  }
}
