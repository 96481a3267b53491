package dev.tenk.media.upload;

import static dev.tenk.media.test.ServiceRows.rowsOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.tenk.contract.MediaUploaded;
import dev.tenk.media.medium.MediumBlobs;
import dev.tenk.media.test.MediaServiceTest;
import dev.tenk.media.test.Pictures;
import dev.tenk.media.test.TestTokens;
import dev.tenk.platform.id.ShardedId;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is taken. */
@QuarkusTest
class UploadResourceTest extends MediaServiceTest {

  /** Of the test profile; the real one is tried by the end-to-end tests. */
  static final int LIMIT = 1024 * 1024;

  @Test
  void takesARawBodyAndTellsTheWorkers() throws Exception {
    byte[] picture = Pictures.jpeg(64, 48);

    String location =
        as(owner)
            .contentType("image/jpeg")
            .body(picture)
            .post("/v1/media")
            .then()
            .statusCode(202)
            .body("status", equalTo("processing"))
            .body("owner", equalTo(owner.toString()))
            .body("bytes", equalTo(picture.length))
            .body("contentType", equalTo("image/jpeg"))
            .body("variants", empty())
            .body("width", nullValue())
            .extract()
            .header("Location");

    ShardedId id = ShardedId.parse(location.substring(location.lastIndexOf('/') + 1)).orElseThrow();
    assertThat(id.bucket()).isEqualTo(owner.bucket());
    MediaUploaded event = eventOf(id);
    assertThat(event.blobKey()).isEqualTo("media/" + id + "/original");
    assertThat(event.bytes()).isEqualTo(picture.length);
    try (var stored = blobs.find(MediumBlobs.original(id)).orElseThrow().open()) {
      assertThat(stored.readAllBytes()).isEqualTo(picture);
    }
  }

  @Test
  void takesTheFileOfAForm() {
    byte[] picture = Pictures.png(20, 10);

    as(owner)
        .multiPart("file", "holiday.png", picture, "image/png")
        .post("/v1/media")
        .then()
        .statusCode(202)
        .body("contentType", equalTo("image/png"))
        .body("bytes", equalTo(picture.length));
  }

  @Test
  void trustsTheBytesNotTheirName() {
    as(owner)
        .contentType("image/jpeg")
        .body(Pictures.png(4, 4))
        .post("/v1/media")
        .then()
        .statusCode(202)
        .body("contentType", equalTo("image/png"));
  }

  @Test
  void answersTheSameMediumForTheSameBytes() throws Exception {
    byte[] picture = Pictures.jpeg(32, 32);

    assertThat(upload(picture)).isEqualTo(upload(picture));
    assertThat(rowsOf(owner)).isEqualTo(1);
  }

  @Test
  void makesOneMediumOfTheSameBytesAtOnce() throws Exception {
    byte[] picture = Pictures.jpeg(32, 32);

    Set<ShardedId> answers =
        Set.copyOf(
            IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> upload(picture)))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .distinct()
                .toList());

    assertThat(answers).hasSize(1);
    assertThat(rowsOf(owner)).isEqualTo(1);
  }

  @Test
  void makesAnotherMediumForAnotherOwner() {
    byte[] picture = Pictures.jpeg(32, 32);
    ShardedId mine = upload(picture);

    owner = ids.newOwner();

    assertThat(upload(picture)).isNotEqualTo(mine);
  }

  @Test
  void takesAStreamedBodyWithoutALength() throws Exception {
    assertThat(stream(owner, Pictures.jpeg(16, 16)).statusCode()).isEqualTo(202);
  }

  @Test
  void takesAPictureOfExactlyTheLimit() throws Exception {
    byte[] largest = Arrays.copyOf(Pictures.jpeg(8, 8), LIMIT);

    as(owner).contentType("image/jpeg").body(largest).post("/v1/media").then().statusCode(202);
    as(ids.newOwner())
        .multiPart("file", "x.jpg", largest, "image/jpeg")
        .post("/v1/media")
        .then()
        .statusCode(202);
  }

  /** Sends the body in chunks, without announcing its length. */
  static HttpResponse<String> stream(ShardedId owner, byte[] body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + "/v1/media"))
            .header("Authorization", "Bearer " + TestTokens.of(owner))
            .header("Content-Type", "image/jpeg")
            .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
            .build();
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
  }

  @Test
  void sendsTheFurtherOnesOfAnAccountWithManyInFlightToTheBulkQueue() {
    for (int width = 1; width <= 4; width++) {
      eventOf(upload(Pictures.jpeg(width, 3)));
    }

    ShardedId fifth = upload(Pictures.jpeg(5, 3));

    assertThat(bulkEventOf(fifth).owner()).isEqualTo(owner.value());
    owner = ids.newOwner();
    assertThat(eventOf(upload(Pictures.jpeg(9, 3))).owner()).isEqualTo(owner.value());
  }
}
