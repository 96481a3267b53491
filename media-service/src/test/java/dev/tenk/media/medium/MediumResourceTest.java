package dev.tenk.media.medium;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.tenk.media.test.MediaServiceTest;
import dev.tenk.media.test.Pictures;
import dev.tenk.platform.id.ShardedId;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class MediumResourceTest extends MediaServiceTest {

  @Test
  void showsAMediumToEveryone() {
    ShardedId id = upload(Pictures.jpeg(8, 8));

    given()
        .get("/v1/media/" + id)
        .then()
        .statusCode(200)
        .body("id", equalTo(id.toString()))
        .body("owner", equalTo(owner.toString()))
        .body("status", equalTo("processing"))
        .body("alt", nullValue())
        .body("$", not(hasKey("reason")));
  }

  @Test
  void answers404ForAnIdThatWasNeverGiven() {
    problem(given().get("/v1/media/" + ids.newOwnedBy(owner)).then(), 404, "not-found");
  }

  @Test
  void answers400ForWhatIsNoId() {
    problem(given().get("/v1/media/holiday").then(), 400, "malformed-id");
    problem(given().get("/v1/media?owner=me").then(), 400, "malformed-id");
  }

  @Test
  void listsNewestFirstPageByPage() {
    List<String> uploaded = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      uploaded.addFirst(upload(Pictures.jpeg(8, 8)).toString());
    }

    List<String> listed = new ArrayList<>();
    List<Integer> sizes = new ArrayList<>();
    String cursor = "";
    do {
      var page =
          given()
              .queryParam("owner", owner.toString())
              .queryParam("limit", 2)
              .queryParams(cursor.isEmpty() ? Map.of() : Map.of("cursor", cursor))
              .get("/v1/media")
              .then()
              .log()
              .all()
              .statusCode(200)
              .extract();
      List<String> items = page.path("items.id");
      listed.addAll(items);
      sizes.add(items.size());
      String next = page.path("next");
      cursor = next == null ? "" : next;
    } while (!cursor.isEmpty());

    assertThat(sizes).containsExactly(2, 2, 1);
    assertThat(listed)
        .containsExactlyInAnyOrderElementsOf(uploaded)
        .isSortedAccordingTo(Comparator.reverseOrder());
  }

  @Test
  void listsTheCallersOwnWithoutAnOwner() {
    ShardedId id = upload(Pictures.jpeg(8, 8));

    as(owner)
        .get("/v1/media")
        .then()
        .statusCode(200)
        .body("items.id", equalTo(List.of(id.toString())));
    problem(given().get("/v1/media").then(), 401, "unauthenticated");
  }

  @Test
  void refusesPagesThatAreTooLargeAndCursorsOfItsOwnMaking() {
    problem(given().get("/v1/media?owner=" + owner + "&limit=101").then(), 422, "invalid-input")
        .body("errors.pointer", hasItem("limit"));
    problem(given().get("/v1/media?owner=" + owner + "&limit=0").then(), 422, "invalid-input");
    problem(given().get("/v1/media?owner=" + owner + "&cursor=x").then(), 400, "malformed-cursor");
    problem(
        given().get("/v1/media?owner=" + owner + "&limit=many").then(), 400, "malformed-parameter");
  }

  @Test
  void letsTheOwnerDescribeAMedium() {
    ShardedId id = upload(Pictures.jpeg(8, 8));

    as(owner)
        .contentType("application/json")
        .body("{\"alt\":\"a harbour at dusk\",\"unknown\":1}")
        .patch("/v1/media/" + id)
        .then()
        .statusCode(200)
        .body("alt", equalTo("a harbour at dusk"));
    given().get("/v1/media/" + id).then().body("alt", equalTo("a harbour at dusk"));
  }

  @Test
  void refusesADescriptionThatIsTooLongBrokenOrTooLarge() {
    String path = "/v1/media/" + upload(Pictures.jpeg(8, 8));

    problem(change(owner, path, "{\"alt\":\"" + "x".repeat(1501) + "\"}"), 422, "invalid-input")
        .body("errors.pointer", hasItem("/alt"));
    problem(change(owner, path, "{\"alt\":"), 400, "malformed-body");
    problem(change(owner, path, "{\"alt\":{\"a\":1}}"), 400, "malformed-body")
        .body("errors.pointer", hasItem("/alt"));
    problem(change(owner, path, "[]"), 400, "malformed-body");
    problem(change(owner, path, ""), 422, "invalid-input");
    problem(
        change(owner, path, "{\"alt\":\"" + "x".repeat(70_000) + "\"}"), 413, "content-too-large");
    problem(
        as(owner).contentType("text/plain").body("x").patch(path).then(),
        415,
        "unsupported-media-type");
  }

  @Test
  void letsNobodyElseChangeOrDelete() {
    String path = "/v1/media/" + upload(Pictures.jpeg(8, 8));
    ShardedId stranger = ids.newOwner();

    problem(change(stranger, path, "{\"alt\":\"mine\"}"), 403, "forbidden");
    problem(as(stranger).delete(path).then(), 403, "forbidden");
    problem(given().delete(path).then(), 401, "unauthenticated");
    problem(
        given().contentType("application/json").body("{}").patch(path).then(),
        401,
        "unauthenticated");
    given().get(path).then().statusCode(200).body("alt", nullValue());
  }

  @Test
  void deletesAMediumWithItsBytes() throws Exception {
    ShardedId id = upload(Pictures.jpeg(8, 8));

    as(owner).delete("/v1/media/" + id).then().statusCode(204);

    problem(given().get("/v1/media/" + id).then(), 404, "not-found");
    problem(as(owner).delete("/v1/media/" + id).then(), 404, "not-found");
    assertThat(blobs.find(MediumBlobs.original(id))).isEmpty();
    assertThat(as(owner).get("/v1/media").then().extract().<List<?>>path("items")).isEmpty();
  }

  @Test
  void takesTheSameBytesAgainAfterADeletion() {
    byte[] picture = Pictures.jpeg(8, 8);
    ShardedId first = upload(picture);
    as(owner).delete("/v1/media/" + first).then().statusCode(204);

    assertThat(upload(picture)).isNotEqualTo(first);
  }

  @Test
  void answersUnknownRoutesAndMethodsByProblems() {
    problem(given().get("/v1/nothing").then(), 404, "not-found");
    problem(given().get("/").then(), 404, "not-found");
    problem(given().put("/v1/media").then(), 405, "method-not-allowed");
    problem(given().accept("text/csv").get("/v1/media/" + owner).then(), 406, "not-acceptable");
  }

  @Test
  void givesEveryAnswerARequestId() {
    given().get("/v1/nothing").then().header("X-Request-Id", notNullValue());
    given()
        .header("X-Request-Id", "abcdefgh-1")
        .get("/v1/nothing")
        .then()
        .header("X-Request-Id", equalTo("abcdefgh-1"))
        .body("instance", equalTo("urn:tenk:request:abcdefgh-1"));
    given()
        .header("X-Request-Id", "short")
        .get("/v1/nothing")
        .then()
        .header("X-Request-Id", not("short"));
  }

  private static ValidatableResponse change(ShardedId caller, String path, String body) {
    return as(caller).contentType("application/json").body(body).patch(path).then();
  }

  private static ValidatableResponse problem(ValidatableResponse answer, int status, String slug) {
    return answer
        .statusCode(status)
        .contentType("application/problem+json")
        .body("type", equalTo("urn:tenk:problem:" + slug))
        .body("status", equalTo(status))
        .body("detail", not(containsString("dev.tenk")));
  }
}
