package dev.tenk.media.link;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import dev.tenk.media.test.Altered;
import dev.tenk.media.test.MediaServiceTest;
import dev.tenk.media.test.Pictures;
import dev.tenk.platform.id.ShardedId;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Links to a private medium, from outside. */
@QuarkusTest
class LinkResourceTest extends MediaServiceTest {

  @Test
  void showAVariantToAnyoneUntilTheyExpire() throws Exception {
    // given
    ShardedId id = readyPrivate();

    // when
    Response made = links(owner, id, Map.of("expiresIn", 600));

    // then
    assertThat(made.statusCode()).isEqualTo(200);
    assertThat(made.header("Cache-Control")).isEqualTo("no-store");
    assertThat(Instant.parse(made.path("expiresAt")))
        .isBetween(Instant.now().plusSeconds(540), Instant.now().plusSeconds(601));
    List<Map<String, String>> links = made.path("links");
    assertThat(links).extracting(link -> link.get("format")).containsExactly("webp", "jpg");
    Response answer = get(links.getFirst().get("url"));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.asString()).isEqualTo("webp bytes");
    assertThat(answer.header("Cache-Control")).matches("private, max-age=(600|5[0-9][0-9])");
    assertThat(answer.header("CDN-Cache-Control")).isEqualTo("no-store");
    assertThat(answer.header("X-Accel-Expires")).isEqualTo("0");
    assertThat(answer.header("Surrogate-Key")).isNull();
    given()
        .urlEncodingEnabled(false)
        .header("Range", "bytes=0-3")
        .get(links.getFirst().get("url"))
        .then()
        .statusCode(206)
        .body(equalTo("webp"));
  }

  @Test
  void cannotBeWidened() throws Exception {
    // given
    ShardedId id = readyPrivate();
    ShardedId other = readyPrivate();
    String url = links(owner, id, Map.of()).path("links[0].url");
    String query = url.substring(url.indexOf('?'));
    String exp = query.replaceAll(".*exp=(\\d+).*", "$1");
    String later = Long.toString(Long.parseLong(exp) + 1);
    assertThat(get(url).statusCode()).isEqualTo(200);

    // then: each is as if the medium had never been
    for (String forged :
        List.of(
            url.replace(".webp", ".jpg"),
            url.replace(".webp", ""),
            url.replace("thumb", "large"),
            url.replace(id.toString(), other.toString()),
            url.replace("exp=" + exp, "exp=" + later),
            url.replaceAll("kid=[^&]*", "kid=other"),
            url.replaceAll("&kid=[^&]*", ""),
            url.replaceAll("&sig=.*", ""),
            Altered.signature(url),
            url.substring(0, url.indexOf('?')),
            "/v1/media/" + id + query)) {
      assertThat(get(forged).statusCode()).as(forged).isEqualTo(404);
    }
  }

  @Test
  void endWithTheirTimeAndTheirMedium() throws Exception {
    ShardedId id = readyPrivate();
    String brief = links(owner, id, Map.of("expiresIn", 1)).path("links[0].url");
    String url = links(owner, id, Map.of()).path("links[0].url");

    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> get(brief).statusCode() == 404);
    assertThat(get(url).statusCode()).isEqualTo(200);
    as(owner).delete("/v1/media/" + id).then().statusCode(204);
    assertThat(get(url).statusCode()).isEqualTo(404);
  }

  @Test
  void areMadeForTheOwnerAloneAndForNoLongerThanIsAllowed() throws Exception {
    ShardedId id = readyPrivate();
    ShardedId open = upload(Pictures.jpeg(8, 8));

    links(ids.newOwner(), id, Map.of()).then().statusCode(404);
    links(ids.newOwner(), open, Map.of()).then().statusCode(403);
    links(owner, ids.newOwnedBy(owner), Map.of()).then().statusCode(404);
    given()
        .contentType("application/json")
        .body("{}")
        .post("/v1/media/" + id + "/links")
        .then()
        .statusCode(401);
    for (int seconds : new int[] {0, -1, 7 * 24 * 3600 + 1}) {
      links(owner, id, Map.of("expiresIn", seconds))
          .then()
          .statusCode(422)
          .body("errors.pointer", hasItem("/expiresIn"));
    }
    links(owner, open, Map.of()).then().statusCode(200).body("links", empty());
  }

  @Test
  void noSharedCacheKeepsAPublicPictureUnderAnAddressThatNoPurgeKnows() throws Exception {
    ShardedId id = upload(Pictures.jpeg(8, 8));
    report(processed(id));
    awaitStatus(id, "ready");

    for (String path : List.of("thumb.webp?x=1", "thumb.web%70", "%74humb")) {
      ValidatableResponse answer = get("/m/" + id + "/" + path).then();
      answer
          .statusCode(200)
          .header("Cache-Control", "private, no-cache")
          .header("X-Accel-Expires", "0")
          .header("Surrogate-Key", nullValue());
    }
    get("/m/" + id + "/thumb.webp")
        .then()
        .header("Surrogate-Key", "media-bytes:" + id + "/thumb.webp");
  }

  private ShardedId readyPrivate() throws Exception {
    String made =
        as(owner)
            .contentType("image/jpeg")
            .body(Pictures.jpeg(8, 8))
            .post("/v1/media?visibility=private")
            .then()
            .statusCode(202)
            .extract()
            .path("id");
    ShardedId id = ShardedId.parse(made).orElseThrow();
    report(processed(id));
    awaitStatus(() -> as(owner), id, "ready");
    return id;
  }

  private static Response links(ShardedId caller, ShardedId id, Map<String, Object> body) {
    return as(caller).contentType("application/json").body(body).post("/v1/media/" + id + "/links");
  }

  /** As anyone. */
  private static Response get(String url) {
    return given().urlEncodingEnabled(false).get(url);
  }
}
