package dev.tenk.media.delivery;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.tenk.media.test.MediaServiceTest;
import dev.tenk.media.test.Pictures;
import dev.tenk.platform.id.ShardedId;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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
  void servesTheBytesForAYear() {
    given()
        .get("/m/" + id + "/thumb.webp")
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
        .header("ETag", tag)
        .header("Cache-Control", "public, max-age=31536000, immutable");
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
