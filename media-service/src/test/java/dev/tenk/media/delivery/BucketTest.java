package dev.tenk.media.delivery;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.notNullValue;

import dev.tenk.embedded.EmbeddedEngines;
import dev.tenk.embedded.test.ObjectStoreResource;
import dev.tenk.media.medium.MediumBlobs;
import dev.tenk.media.test.Bucket;
import dev.tenk.media.test.MediaServiceTest;
import dev.tenk.media.test.Pictures;
import dev.tenk.platform.blob.BlobKey;
import dev.tenk.platform.id.ShardedId;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The service with its pictures in a bucket. */
@QuarkusTest
@QuarkusTestResource(value = ObjectStoreResource.class, restrictToAnnotatedClass = true)
class BucketTest extends MediaServiceTest {

  @BeforeEach
  void bucket() {
    blobs = Bucket.blobs();
  }

  @Test
  void takesDeliversAndDeletes() throws IOException {
    byte[] picture = Pictures.jpeg(64, 64);
    Set<?> filesBefore = files();

    ShardedId id = upload(picture);

    BlobKey original = BlobKey.parse(eventOf(id).blobKey());
    try (InputStream in = blobs.find(original).orElseThrow().open()) {
      assertThat(in.readAllBytes()).isEqualTo(picture);
    }
    report(processed(id));
    awaitStatus(id, "ready");
    assertThat(given().get("/m/" + id + "/thumb.webp").then().statusCode(200).extract().asString())
        .isEqualTo("webp bytes");
    given().head("/m/" + id + "/thumb.webp").then().statusCode(200).header("Content-Length", "10");
    as(owner).delete("/v1/media/" + id).then().statusCode(204);
    Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> blobs.find(original).isEmpty());
    assertThat(files()).isEqualTo(filesBefore);
  }

  @Test
  void takesWhatAClientPutsIntoTheBucketItself() throws Exception {
    // given
    byte[] picture = Pictures.jpeg(48, 32);
    Response announced =
        as(owner)
            .contentType("application/json")
            .body(Map.of("bytes", picture.length, "sha256", sha256(picture)))
            .post("/v1/uploads");
    announced.then().statusCode(201);
    URI url = URI.create(announced.path("put.url"));
    String complete = "/v1/uploads/" + announced.path("id") + "/complete";

    // when, then: nothing else than what was announced
    assertThat(url.getPath()).contains("/uploads/" + announced.path("id") + "/");
    assertThat(put(url, new byte[picture.length])).isEqualTo(200);
    as(owner).post(complete).then().statusCode(422).body("type", endsWith("upload-mismatch"));
    assertThat(put(URI.create(url.toString().replaceAll("Signature=.", "Signature=z")), picture))
        .isEqualTo(403);
    assertThat(put(url, picture)).isEqualTo(200);

    // then
    String id = as(owner).post(complete).then().statusCode(202).extract().path("id");
    BlobKey original = MediumBlobs.original(ShardedId.parse(id).orElseThrow());
    try (InputStream in = blobs.find(original).orElseThrow().open()) {
      assertThat(in.readAllBytes()).isEqualTo(picture);
    }
  }

  private static int put(URI url, byte[] body) throws Exception {
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      return client
          .send(
              HttpRequest.newBuilder(url).PUT(BodyPublishers.ofByteArray(body)).build(),
              BodyHandlers.discarding())
          .statusCode();
    }
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  @Test
  void says503WhileTheBucketIsAwayAndGoesOnAfterwards() throws IOException {
    ShardedId id = upload(Pictures.jpeg(8, 8));
    report(processed(id));
    awaitStatus(id, "ready");
    EmbeddedEngines.objectStore().process().pause();
    try {
      as(owner)
          .contentType("image/jpeg")
          .body(Pictures.jpeg(8, 8))
          .post("/v1/media")
          .then()
          .statusCode(503)
          .header("Retry-After", notNullValue())
          .body("type", endsWith("storage-unavailable"));
      given()
          .get("/m/" + id + "/thumb.webp")
          .then()
          .statusCode(503)
          .header("Retry-After", notNullValue())
          .body("type", endsWith("storage-unavailable"));
    } finally {
      EmbeddedEngines.objectStore().process().resume();
    }
    given().get("/m/" + id + "/thumb.webp").then().statusCode(200);
    assertThat(upload(Pictures.jpeg(8, 8))).isNotNull();
  }
}
