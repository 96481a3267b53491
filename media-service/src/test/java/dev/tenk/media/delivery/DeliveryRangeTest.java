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

/** Parts of the bytes; the whole is {@code webp bytes}. */
@QuarkusTest
class DeliveryRangeTest extends MediaServiceTest {

  private String path;

  @BeforeEach
  void ready() throws Exception {
    ShardedId id = upload(Pictures.jpeg(8, 8));
    report(processed(id));
    awaitStatus(id, "ready");
    path = "/m/" + id + "/thumb.webp";
  }

  @Test
  void servesOneRange() {
    given()
        .header("Range", "bytes=5-9")
        .get(path)
        .then()
        .statusCode(206)
        .header("Content-Range", "bytes 5-9/10")
        .header("Content-Length", "5")
        .contentType("image/webp")
        .body(equalTo("bytes"));
    given()
        .header("Range", "bytes=-2")
        .get(path)
        .then()
        .statusCode(206)
        .header("Content-Range", "bytes 8-9/10")
        .body(equalTo("es"));
  }

  @Test
  void servesTheWholeWithoutOrForSeveralRanges() {
    given()
        .get(path)
        .then()
        .statusCode(200)
        .header("Accept-Ranges", "bytes")
        .header("Content-Range", nullValue());
    given()
        .header("Range", "bytes=0-1,4-5")
        .get(path)
        .then()
        .statusCode(200)
        .body(equalTo("webp bytes"));
  }

  @Test
  void refusesARangeBehindTheEnd() {
    given()
        .header("Range", "bytes=10-")
        .get(path)
        .then()
        .statusCode(416)
        .contentType("application/problem+json")
        .header("Content-Range", "bytes */10")
        .header("Cache-Control", "no-store");
  }

  @Test
  void servesAPartOnlyOfWhatTheClientHas() {
    String tag = given().get(path).header("ETag");

    given()
        .header("Range", "bytes=0-3")
        .header("If-Range", tag)
        .get(path)
        .then()
        .statusCode(206)
        .body(equalTo("webp"));
    given()
        .header("Range", "bytes=0-3")
        .header("If-Range", "\"other\"")
        .get(path)
        .then()
        .statusCode(200)
        .body(equalTo("webp bytes"));
    given()
        .header("Range", "bytes=0-3")
        .header("If-None-Match", tag)
        .get(path)
        .then()
        .statusCode(304);
  }

  @Test
  void ignoresARangeOfHead() {
    given()
        .header("Range", "bytes=0-3")
        .head(path)
        .then()
        .statusCode(200)
        .header("Content-Length", "10");
  }
}
