package dev.tenk.media.upload;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
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
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

@QuarkusTest
class UploadResourceTest extends MediaServiceTest {

  /** Of the test profile; the real one is tried by the end-to-end tests. */
  private static final int LIMIT = 1024 * 1024;

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
  void refusesWithoutATokenBeforeReadingTheBody() throws Exception {
    refused(
        () ->
            given()
                .contentType("image/jpeg")
                .body(Pictures.jpeg(8, 8))
                .post("/v1/media")
                .then()
                .header("WWW-Authenticate", "Bearer"),
        401,
        "unauthenticated");
  }

  @Test
  void refusesAFormWithoutAToken() throws Exception {
    refused(
        () ->
            given()
                .multiPart("file", "x.jpg", Pictures.jpeg(8, 8), "image/jpeg")
                .post("/v1/media")
                .then(),
        401,
        "unauthenticated");
  }

  @Test
  void refusesABadToken() throws Exception {
    refused(
        () ->
            given()
                .header("Authorization", "Bearer " + TestTokens.of(owner) + "x")
                .contentType("image/jpeg")
                .body(Pictures.jpeg(8, 8))
                .post("/v1/media")
                .then(),
        401,
        "unauthenticated");
  }

  @Test
  void refusesAnEmptyFile() throws Exception {
    refused(
        () -> as(owner).contentType("image/jpeg").body(new byte[0]).post("/v1/media").then(),
        400,
        "empty-file");
    refused(
        () ->
            as(owner)
                .multiPart("file", "x.jpg", new byte[0], "image/jpeg")
                .post("/v1/media")
                .then(),
        400,
        "empty-file");
  }

  @Test
  void refusesAFormWithoutAFile() throws Exception {
    refused(() -> as(owner).multiPart("other", "x").post("/v1/media").then(), 422, "invalid-input");
  }

  @Test
  void refusesABrokenForm() throws Exception {
    refused(() -> form("multipart/form-data; boundary=b", "--b\r\n"), 400, "malformed-form");
    refused(
        () -> form("multipart/form-data; boundary=b", "--c\r\n\r\nx\r\n--c--\r\n"),
        400,
        "malformed-form");
    refused(
        () -> form("multipart/form-data; boundary=b", "--b\r\nno header\r\n\r\nx\r\n--b--\r\n"),
        400,
        "malformed-form");
  }

  private ValidatableResponse form(String contentType, String body) {
    return as(owner)
        .config(
            RestAssured.config()
                .encoderConfig(
                    EncoderConfig.encoderConfig()
                        .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                        .encodeContentTypeAs("multipart/form-data", ContentType.TEXT)))
        .header("Content-Type", contentType)
        .body(body)
        .post("/v1/media")
        .then();
  }

  @Test
  void refusesATextThatIsNamedAsAPicture() throws Exception {
    byte[] text = "These are words.".getBytes(UTF_8);

    refused(
        () -> as(owner).multiPart("file", "words.jpg", text, "image/jpeg").post("/v1/media").then(),
        415,
        "unsupported-format");
    refused(
        () -> as(owner).contentType("image/jpeg").body(text).post("/v1/media").then(),
        415,
        "unsupported-format");
  }

  @Test
  void refusesABodyThatDoesNotSayThatItIsAPicture() throws Exception {
    refused(
        () -> as(owner).contentType("text/plain").body("words").post("/v1/media").then(),
        415,
        "unsupported-media-type");
  }

  @Test
  void refusesAPictureThatClaimsTooManyPixels() throws Exception {
    byte[] bomb = Pictures.pngThatClaims(60_000, 60_000);

    refused(
        () -> as(owner).contentType("image/png").body(bomb).post("/v1/media").then(),
        422,
        "too-many-pixels");
  }

  @Test
  void refusesAnAnnouncedBodyOverTheLimit() throws Exception {
    byte[] large = Arrays.copyOf(Pictures.jpeg(8, 8), LIMIT + 1);

    refused(
        () -> as(owner).contentType("image/jpeg").body(large).post("/v1/media").then(),
        413,
        "content-too-large");
  }

  @Test
  void refusesAStreamedBodyOverTheLimit() throws Exception {
    byte[] large = Arrays.copyOf(Pictures.jpeg(8, 8), LIMIT + 100_000);
    Set<Path> before = files();

    HttpResponse<String> answer = stream(large);

    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.body()).contains("urn:tenk:problem:content-too-large");
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(files()).isEqualTo(before);
    assertThat(rowsOf(owner)).isZero();
  }

  @Test
  void takesAStreamedBodyWithoutALength() throws Exception {
    assertThat(stream(Pictures.jpeg(16, 16)).statusCode()).isEqualTo(202);
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

  @Test
  void refusesAFormOverTheLimit() throws Exception {
    byte[] large = Arrays.copyOf(Pictures.jpeg(8, 8), LIMIT + 1);

    refused(
        () -> as(owner).multiPart("file", "x.jpg", large, "image/jpeg").post("/v1/media").then(),
        413,
        "content-too-large");
  }

  private HttpResponse<String> stream(byte[] body) throws IOException, InterruptedException {
    int port = ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/v1/media"))
            .header("Authorization", "Bearer " + TestTokens.of(owner))
            .header("Content-Type", "image/jpeg")
            .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
            .build();
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
  }

  private interface Sent {
    ValidatableResponse answer();
  }

  /** The request is answered by the problem and leaves neither a row nor a file. */
  private void refused(Sent request, int status, String slug) throws Exception {
    Set<Path> before = files();

    request
        .answer()
        .statusCode(status)
        .contentType("application/problem+json")
        .body("type", equalTo("urn:tenk:problem:" + slug))
        .body("status", equalTo(status));

    assertThat(files()).isEqualTo(before);
    assertThat(rowsOf(owner)).isZero();
  }
}
