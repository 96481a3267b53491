package dev.tenk.media.direct;

import static dev.tenk.media.test.ServiceRows.rowsOf;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;

import dev.tenk.media.medium.MediumBlobs;
import dev.tenk.media.test.MediaServiceTest;
import dev.tenk.media.test.Pictures;
import dev.tenk.platform.id.ShardedId;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.Test;

/** Uploads in three steps, here with a directory as the store. */
@QuarkusTest
class DirectUploadTest extends MediaServiceTest {

  @Test
  void becomesAMediumWhenItIsComplete() throws Exception {
    // given
    byte[] picture = Pictures.jpeg(24, 16);
    Map<String, Object> said = new HashMap<>(announcement(picture));
    said.put("visibility", "unlisted");
    said.put("alt", "a harbour");
    said.put("focalPoint", Map.of("x", 0.25, "y", 1));

    // when
    Response announced = announce(said);

    // then
    announced.then().statusCode(201).body("expiresAt", notNullValue());
    String id = announced.path("id");
    assertThat(announced.header("Location")).endsWith("/v1/uploads/" + id);
    complete(id).then().statusCode(409).body("type", problem("upload-incomplete"));
    put(announced, picture).then().statusCode(204);
    assertThat(rowsOf(owner)).isZero();

    // when
    Response completed = complete(id);

    // then: as any upload
    completed
        .then()
        .statusCode(202)
        .body("status", equalTo("processing"))
        .body("bytes", equalTo(picture.length))
        .body("visibility", equalTo("unlisted"))
        .body("alt", equalTo("a harbour"));
    ShardedId medium = ShardedId.parse(completed.path("id")).orElseThrow();
    assertThat(completed.header("Location")).endsWith("/v1/media/" + medium);
    assertThat(eventOf(medium).focalX()).isEqualTo(0.25);
    try (var stored = blobs.find(MediumBlobs.original(medium)).orElseThrow().open()) {
      assertThat(stored.readAllBytes()).isEqualTo(picture);
    }
    as(owner).get("/v1/usage").then().body("bytes", equalTo(picture.length));

    // and: once more, it is the same; what was put is gone, and no more is taken
    complete(id).then().statusCode(202).body("id", equalTo(medium.toString()));
    put(announced, picture).then().statusCode(404);
    assertThat(rowsOf(owner)).isEqualTo(1);
    assertThat(blobs.find(DirectUploadEntity.blob(ShardedId.parse(id).orElseThrow()))).isEmpty();
  }

  @Test
  void isNothingWhereItIsNotWhatWasAnnounced() throws Exception {
    byte[] picture = Pictures.jpeg(24, 16);
    byte[] other = picture.clone();
    other[other.length - 1] ^= 1;
    Response announced = announce(announcement(picture));
    String id = announced.path("id");

    for (byte[] wrong : new byte[][] {other, Arrays.copyOf(picture, picture.length - 1)}) {
      put(announced, wrong).then().statusCode(204);
      complete(id).then().statusCode(422).body("type", problem("upload-mismatch"));
    }
    put(announced, Arrays.copyOf(picture, picture.length + 1)).then().statusCode(413);
    assertThat(rowsOf(owner)).isZero();

    // then: it may be mended
    put(announced, picture).then().statusCode(204);
    complete(id).then().statusCode(202);
  }

  @Test
  void isRefusedLikeAnyUpload() throws Exception {
    byte[] text = "no picture at all".getBytes(UTF_8);
    Response announced = announce(announcement(text));
    put(announced, text).then().statusCode(204);
    complete(announced.path("id"))
        .then()
        .statusCode(415)
        .body("type", problem("unsupported-format"));
    assertThat(rowsOf(owner)).isZero();

    announce(Map.of("bytes", 1024 * 1024 + 1, "sha256", "0".repeat(64))).then().statusCode(413);
    for (Map.Entry<String, Object> wrong :
        Map.<String, Object>of("bytes", 0, "sha256", "A".repeat(64), "tags", new String[] {""})
            .entrySet()) {
      Map<String, Object> said = new HashMap<>(announcement(text));
      said.put(wrong.getKey(), wrong.getValue());
      announce(said).then().statusCode(422).body("errors.pointer", hasItem("/" + wrong.getKey()));
    }
  }

  @Test
  void isItsOwnersAloneAndItsAddressCannotBeForged() throws Exception {
    byte[] picture = Pictures.jpeg(24, 16);
    Response announced = announce(announcement(picture));
    Response other = announce(announcement(Pictures.jpeg(25, 16)));
    String id = announced.path("id");
    String url = announced.path("put.url");

    assertThat(url).startsWith("/v1/uploads/" + id + "/bytes?exp=");
    for (String forged :
        new String[] {
          url.substring(0, url.indexOf('?')),
          url.replace(id, other.path("id")),
          url.replaceAll("exp=(.)", "exp=9$1"),
          url.replaceAll("sig=.*", "sig=x")
        }) {
      given()
          .urlEncodingEnabled(false)
          .contentType("image/jpeg")
          .body(picture)
          .put(forged)
          .then()
          .statusCode(404);
    }
    put(announced, picture).then().statusCode(204);
    as(ids.newOwner()).post("/v1/uploads/" + id + "/complete").then().statusCode(404);
    given().post("/v1/uploads/" + id + "/complete").then().statusCode(401);
    given().contentType("application/json").body("{}").post("/v1/uploads").then().statusCode(401);
    complete(ids.newOwnedBy(owner).toString()).then().statusCode(404);
  }

  @Test
  void boundsHowManyWait() throws Exception {
    Map<String, Object> said = announcement(Pictures.jpeg(24, 16));
    for (int i = 0; i < 20; i++) {
      announce(said).then().statusCode(201);
    }

    announce(said).then().statusCode(429).header("Retry-After", notNullValue());
  }

  private Response announce(Map<String, Object> said) {
    return as(owner).contentType("application/json").body(said).post("/v1/uploads");
  }

  private static Map<String, Object> announcement(byte[] bytes) throws Exception {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
    return Map.of("bytes", bytes.length, "sha256", HexFormat.of().formatHex(digest));
  }

  /** As anyone who has the address. */
  private static Response put(Response announced, byte[] bytes) {
    return given()
        .urlEncodingEnabled(false)
        .contentType("image/jpeg")
        .body(bytes)
        .put(announced.<String>path("put.url"));
  }

  private Response complete(String id) {
    return as(owner).post("/v1/uploads/" + id + "/complete");
  }

  private static Matcher<String> problem(String slug) {
    return equalTo("urn:tenk:problem:" + slug);
  }
}
