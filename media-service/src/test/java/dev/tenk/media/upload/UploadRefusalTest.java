package dev.tenk.media.upload;

import static dev.tenk.media.test.ServiceRows.rowsOf;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.tenk.media.test.MediaServiceTest;
import dev.tenk.media.test.Pictures;
import dev.tenk.media.test.TestTokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is refused: by the right problem, and leaving nothing. */
@QuarkusTest
class UploadRefusalTest extends MediaServiceTest {

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
    byte[] large = Arrays.copyOf(Pictures.jpeg(8, 8), UploadResourceTest.LIMIT + 1);

    refused(
        () -> as(owner).contentType("image/jpeg").body(large).post("/v1/media").then(),
        413,
        "content-too-large");
  }

  @Test
  void refusesAStreamedBodyOverTheLimit() throws Exception {
    byte[] large = Arrays.copyOf(Pictures.jpeg(8, 8), UploadResourceTest.LIMIT + 100_000);
    Set<Path> before = files();

    HttpResponse<String> answer = UploadResourceTest.stream(owner, large);

    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.body()).contains("urn:tenk:problem:content-too-large");
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(files()).isEqualTo(before);
    assertThat(rowsOf(owner)).isZero();
  }

  @Test
  void refusesAFormOverTheLimit() throws Exception {
    byte[] large = Arrays.copyOf(Pictures.jpeg(8, 8), UploadResourceTest.LIMIT + 1);

    refused(
        () -> as(owner).multiPart("file", "x.jpg", large, "image/jpeg").post("/v1/media").then(),
        413,
        "content-too-large");
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
