package dev.tenk.media.medium;

import static io.restassured.RestAssured.config;
import static io.restassured.RestAssured.given;
import static io.restassured.config.DecoderConfig.decoderConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.tenk.media.test.MediaServiceTest;
import dev.tenk.media.test.Pictures;
import dev.tenk.platform.id.ShardedId;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is kept of media, by whom, and that no change is missed. */
@QuarkusTest
class MediumCachingTest extends MediaServiceTest {

  @Test
  void tellsCachesHowLongAndAnswers304() {
    // given
    ShardedId id = upload(Pictures.jpeg(8, 8));
    String path = "/v1/media/" + id;

    // when
    Response first = given().get(path);

    // then
    assertThat(first.header("Cache-Control")).startsWith("public, max-age=0");
    assertThat(first.header("CDN-Cache-Control")).startsWith("max-age=10");
    assertThat(first.header("X-Accel-Expires")).isEqualTo("10");
    assertThat(first.header("Surrogate-Key")).isEqualTo("medium:" + id);
    given().get("/v1/media?owner=" + owner).then().header("Surrogate-Key", "media-page:" + owner);
    assertThat(first.header("Last-Modified")).endsWith("GMT");
    given()
        .header("If-None-Match", first.header("ETag"))
        .get(path)
        .then()
        .statusCode(304)
        .header("ETag", first.header("ETag"));
    given().header("If-None-Match", "\"other\"").get(path).then().statusCode(200);
    given().head(path).then().statusCode(200).header("ETag", first.header("ETag"));
  }

  @Test
  void keepsNothingForOthersOfASignedInCaller() {
    // given
    String path = "/v1/media/" + upload(Pictures.jpeg(8, 8));

    // when, then
    as(owner).get(path).then().statusCode(200).header("Cache-Control", "private, no-cache");
    as(owner)
        .get("/v1/media")
        .then()
        .header("Cache-Control", "private, no-cache")
        .header("Surrogate-Key", nullValue());
  }

  @Test
  void keepsNoErrors() {
    given()
        .get("/v1/media/" + ids.newOwnedBy(owner))
        .then()
        .statusCode(404)
        .header("Cache-Control", "no-store");
    given().delete("/v1/media/" + ids.newOwnedBy(owner)).then().header("Cache-Control", "no-store");
  }

  @Test
  void showsEveryChangeAtOnce() throws Exception {
    // given: everything is in memory
    ShardedId id = upload(Pictures.jpeg(8, 8));
    String path = "/v1/media/" + id;
    String list = "/v1/media?owner=" + owner;
    given().get(path).then().body("status", equalTo("processing"));
    given().get(list).then().body("items", hasSize(1));

    // when, then
    report(processed(id));
    awaitStatus(id, "ready");
    given().get(list).then().body("items[0].status", equalTo("ready"));
    describe(path, "words", null).then().statusCode(200);
    given().get(path).then().body("alt", equalTo("words"));
    given().get(list).then().body("items[0].alt", equalTo("words"));
    ShardedId second = upload(Pictures.jpeg(9, 9));
    given().get(list).then().body("items.id", hasSize(2));
    as(owner).delete("/v1/media/" + second).then().statusCode(204);
    given().get(list).then().body("items", hasSize(1));
    given().get("/v1/media/" + second).then().statusCode(404);
  }

  @Test
  void changesOnlyWhatTheClientHasSeen() {
    // given
    String path = "/v1/media/" + upload(Pictures.jpeg(8, 8));
    String tag = given().get(path).header("ETag");

    // when, then
    describe(path, "one", tag).then().statusCode(200);
    describe(path, "two", tag)
        .then()
        .statusCode(412)
        .body("type", equalTo("urn:tenk:problem:precondition-failed"));
    given().get(path).then().body("alt", equalTo("one"));
    describe(path, "three", "*").then().statusCode(200);
    describe(path, "four", null).then().statusCode(200);
  }

  @Test
  void letsNobodyKeepALaterPageSoonAfterAChange() throws Exception {
    // given
    upload(Pictures.jpeg(8, 8));

    // when
    Response changed = given().get("/v1/media?limit=5&owner=" + owner);
    // a stamp may be shared with an owner who has just changed something, hardly so three times
    List<String> unchanged =
        Stream.generate(ids::newOwner)
            .limit(3)
            .map(it -> given().get("/v1/media?limit=5&owner=" + it).header("Cache-Control"))
            .toList();

    // then: a replica may have been asked before it knew
    assertThat(changed.statusCode()).isEqualTo(200);
    assertThat(changed.header("Cache-Control")).startsWith("private");
    assertThat(changed.header("Surrogate-Key")).isNull();
    assertThat(unchanged).anyMatch(it -> it.startsWith("public"));
  }

  @Test
  void packsALongPageWithAnotherTag() throws Exception {
    // given
    for (int i = 0; i < 3; i++) {
      ShardedId id = upload(Pictures.jpeg(8 + i, 8));
      report(processed(id));
      awaitStatus(id, "ready");
    }
    String list = "/v1/media?owner=" + owner;

    // when
    Response packed = given().get(list);
    Response plain =
        given().config(config().decoderConfig(decoderConfig().noContentDecoders())).get(list);

    // then
    assertThat(plain.header("Content-Encoding")).isNull();
    assertThat(packed.header("ETag")).endsWith("-gzip\"").isNotEqualTo(plain.header("ETag"));
    assertThat(packed.header("Vary")).isEqualTo("Accept-Encoding");
    assertThat(packed.asString()).isEqualTo(plain.asString());
    given().get("/v1/media?limit=3&owner=" + owner).then().header("ETag", startsWith("\""));
  }

  private Response describe(String path, String alt, @Nullable String tag) {
    var request = as(owner).contentType("application/json").body("{\"alt\":\"" + alt + "\"}");
    return (tag == null ? request : request.header("If-Match", tag)).patch(path);
  }
}
