package dev.tenk.media.delivery;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.tenk.media.test.MediaServiceTest;
import dev.tenk.media.test.Pictures;
import dev.tenk.platform.id.ShardedId;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class DeliveryResourceTest extends MediaServiceTest {

  private ShardedId id;

  @BeforeEach
  void ready() throws Exception {
    id = upload(Pictures.jpeg(8, 8));
    report(processed(id));
    awaitStatus(id, "ready");
  }

  @Test
  void servesTheBytesOfAVersionForAYear() {
    String url = url(id, "webp");

    assertThat(url).matches("/m/" + id + "/thumb\\.[0-9a-f]{16}\\.webp");
    given()
        .get(url)
        .then()
        .statusCode(200)
        .contentType("image/webp")
        .header("Cache-Control", "public, max-age=31536000, immutable")
        .header("Content-Length", "10")
        .header("X-Content-Type-Options", "nosniff")
        .header("Vary", nullValue())
        .body(equalTo("webp bytes"));
  }

  @Test
  void hasWhatMayChangeAskedForByItsTagSoon() {
    for (String path : new String[] {"/thumb.webp", "/thumb"}) {
      String address = "/m/" + id + path;
      Response first = given().accept("image/webp").get(address);
      assertThat(first.header("Cache-Control"))
          .isEqualTo("public, max-age=60, stale-while-revalidate=60, stale-if-error=86400");
      assertThat(first.header("X-Accel-Expires")).isEqualTo("600");
      assertThat(first.header("Surrogate-Key")).isEqualTo("media-bytes:" + id + path);
      given()
          .accept("image/webp")
          .header("If-None-Match", first.header("ETag"))
          .get(address)
          .then()
          .statusCode(304)
          .header("Cache-Control", first.header("Cache-Control"));
    }
  }

  @Test
  void showsWhatIsThereNowUnderAnOlderVersionAndLetsNobodyShareThat() throws Exception {
    // given
    String old = url(id, "webp");
    String before = given().get("/m/" + id + "/thumb.webp").asString();

    // when
    report(processedAnew(id));
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> !url(id, "webp").equals(old));

    // then
    String now = given().get(url(id, "webp")).then().statusCode(200).extract().asString();
    assertThat(now).isNotEqualTo(before);
    given().get("/m/" + id + "/thumb.webp").then().statusCode(200).body(equalTo(now));
    given()
        .get(old)
        .then()
        .statusCode(200)
        .body(equalTo(now))
        .header("Cache-Control", "private, no-cache")
        .header("X-Accel-Expires", "0")
        .header("Surrogate-Key", nullValue());
  }

  private static String url(ShardedId medium, String format) {
    return given()
        .get("/v1/media/" + medium)
        .path("variants.find { it.format == '" + format + "' }.url");
  }

  @Test
  void letsNoBrowserRunTheBytesNorAPartOfThem() {
    for (String path : new String[] {"/thumb.webp", "/thumb.jpg", "/thumb"}) {
      given()
          .get("/m/" + id + path)
          .then()
          .statusCode(200)
          .header("Content-Security-Policy", "default-src 'none'; sandbox")
          .header("X-Content-Type-Options", "nosniff");
    }
    given()
        .header("Range", "bytes=0-3")
        .get("/m/" + id + "/thumb.webp")
        .then()
        .statusCode(206)
        .header("Content-Security-Policy", "default-src 'none'; sandbox")
        .header("X-Content-Type-Options", "nosniff");
  }

  @Test
  void servesJpegUnderItsMediaType() {
    given().get("/m/" + id + "/thumb.jpg").then().statusCode(200).contentType("image/jpeg");
  }

  @Test
  void answers304ToAClientThatHasTheBytes() {
    String tag = given().get("/m/" + id + "/thumb.webp").then().extract().header("ETag");

    given()
        .header("If-None-Match", tag)
        .get("/m/" + id + "/thumb.webp")
        .then()
        .statusCode(304)
        .header("ETag", tag);
    given().header("If-None-Match", tag).get("/m/" + id + "/thumb.jpg").then().statusCode(200);
  }

  @Test
  void answersHeadWithTheHeadersAlone() {
    given()
        .head("/m/" + id + "/thumb.webp")
        .then()
        .statusCode(200)
        .header("Content-Length", "10")
        .body(equalTo(""));
  }

  @Test
  void choosesTheFormatByAcceptWithoutAnExtension() {
    given()
        .header("Accept", "image/avif,image/webp,*/*;q=0.8")
        .get("/m/" + id + "/thumb")
        .then()
        .statusCode(200)
        .contentType("image/webp")
        .header("Vary", "Accept");
    given()
        .header("Accept", "*/*")
        .get("/m/" + id + "/thumb")
        .then()
        .statusCode(200)
        .contentType("image/jpeg")
        .header("Vary", "Accept");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "image/webp;q=0,*/*          | image/jpeg",
        "image/webp;q=0.000, image/* | image/jpeg",
        "image/webp;level=1;q=0      | image/jpeg",
        "image/webp;q=0.001          | image/webp",
        "image/webp;q=0.5,*/*;q=0    | image/webp",
        "text/html,image/webp        | image/webp"
      })
  void givesNobodyWebpWhoGivesItNoWeight(String accept, String contentType) {
    given()
        .header("Accept", accept)
        .get("/m/" + id + "/thumb")
        .then()
        .statusCode(200)
        .contentType(contentType)
        .header("Vary", "Accept");
  }

  @Test
  void answers404ForWhatIsNotThere() {
    for (String path :
        new String[] {"/huge.webp", "/thumb.gif", "/original", "/..%2foriginal", "/thumb.webp/x"}) {
      given()
          .urlEncodingEnabled(false)
          .get("/m/" + id + path)
          .then()
          .statusCode(404)
          .contentType("application/problem+json");
    }
    given().get("/m/" + ids.newOwner() + "/thumb.webp").then().statusCode(404);
  }

  @Test
  void servesNothingOfADeletedMedium() {
    as(owner).delete("/v1/media/" + id).then().statusCode(204);

    given().get("/m/" + id + "/thumb.webp").then().statusCode(404);
  }

  @Test
  void givesThoseWhoDoNotNameWebpTheSmallerOfWhatEveryoneKnows() throws Exception {
    ShardedId drawing = upload(Pictures.jpeg(9, 8));
    report(processedWithPng(drawing));
    awaitStatus(drawing, "ready");

    given()
        .accept("image/*")
        .get("/m/" + drawing + "/thumb")
        .then()
        .statusCode(200)
        .contentType("image/png")
        .header("Vary", "Accept")
        .body(equalTo("png"));
    given()
        .accept("image/webp,image/*")
        .get("/m/" + drawing + "/thumb")
        .then()
        .statusCode(200)
        .contentType("image/webp");
  }
}
