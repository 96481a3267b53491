package dev.tenk.media.upload;

import static dev.tenk.media.test.ServiceRows.keysOf;
import static dev.tenk.media.test.ServiceRows.rowsOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.tenk.media.test.MediaServiceTest;
import dev.tenk.media.test.Pictures;
import dev.tenk.media.test.TestTokens;
import dev.tenk.platform.id.ShardedId;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class UploadIdempotencyTest extends MediaServiceTest {

  private final String key = UUID.randomUUID().toString();

  @Test
  void answersTheSameRequestAsBeforeEvenWhenItsMediumIsGone() throws Exception {
    byte[] picture = Pictures.jpeg(8, 8);
    Response first = post(picture);
    assertThat(first.statusCode()).isEqualTo(202);
    ShardedId id = ShardedId.parse(first.path("id")).orElseThrow();
    as(owner).delete("/v1/media/" + id).then().statusCode(204);

    Response second = post(picture);

    assertThat(second.statusCode()).isEqualTo(202);
    assertThat(second.header("Location")).isEqualTo(first.header("Location"));
    assertThat(second.asString()).isEqualTo(first.asString());
    assertThat(rowsOf(owner)).isEqualTo(1);
  }

  @Test
  void takesAFormLikeABody() {
    byte[] picture = Pictures.jpeg(8, 8);
    String first = postForm(picture).then().statusCode(202).extract().path("id");

    assertThat(postForm(picture).<String>path("id")).isEqualTo(first);
    postForm(Pictures.jpeg(9, 9))
        .then()
        .statusCode(422)
        .body("type", equalTo("urn:tenk:problem:idempotency-key-reused"));
  }

  @Test
  void refusesAnotherBodyWithTheSameKey() throws Exception {
    post(Pictures.jpeg(8, 8)).then().statusCode(202);

    post(Pictures.jpeg(9, 9))
        .then()
        .statusCode(422)
        .body("type", equalTo("urn:tenk:problem:idempotency-key-reused"));
    assertThat(rowsOf(owner)).isEqualTo(1);
  }

  @Test
  void refusesTheSameKeyWhileTheFirstRequestIsWorkedOn() throws Exception {
    byte[] picture = Pictures.jpeg(8, 8);
    HttpURLConnection first = begin(picture.length);
    try (OutputStream body = first.getOutputStream()) {
      body.write(picture, 0, 10);
      body.flush();
      Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> keysOf(owner) == 1);

      post(picture)
          .then()
          .statusCode(409)
          .body("type", equalTo("urn:tenk:problem:idempotency-key-in-flight"));

      body.write(picture, 10, picture.length - 10);
    }
    assertThat(first.getResponseCode()).isEqualTo(202);
    post(picture).then().statusCode(202);
    assertThat(rowsOf(owner)).isEqualTo(1);
  }

  @Test
  void forgetsAKeyWhoseRequestWasRefused() {
    post("no picture".getBytes(StandardCharsets.UTF_8)).then().statusCode(415);

    post(Pictures.jpeg(8, 8)).then().statusCode(202);
  }

  @Test
  void keysBelongToTheirAccounts() {
    String first = post(Pictures.jpeg(8, 8)).path("id");
    owner = ids.newOwner();

    assertThat(post(Pictures.jpeg(8, 8)).<String>path("id")).isNotEqualTo(first);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"\"", "a b", "\"a\\\"b\"", "a,b", "\"open"})
  void refusesWhatIsNoKey(String malformed) {
    as(owner)
        .header("Idempotency-Key", malformed)
        .contentType("image/jpeg")
        .body(Pictures.jpeg(8, 8))
        .post("/v1/media")
        .then()
        .statusCode(400)
        .body("type", equalTo("urn:tenk:problem:malformed-idempotency-key"));
  }

  /** An upload whose bytes are sent as they are written. */
  private HttpURLConnection begin(int bytes) throws IOException {
    URI upload = URI.create(RestAssured.baseURI + ":" + RestAssured.port + "/v1/media");
    var connection = (HttpURLConnection) upload.toURL().openConnection();
    connection.setRequestMethod("POST");
    connection.setRequestProperty("Authorization", "Bearer " + TestTokens.of(owner));
    connection.setRequestProperty("Idempotency-Key", key);
    connection.setRequestProperty("Content-Type", "image/jpeg");
    connection.setDoOutput(true);
    connection.setFixedLengthStreamingMode(bytes);
    return connection;
  }

  private RequestSpecification withKey() {
    return as(owner).header("Idempotency-Key", "\"" + key + "\"");
  }

  private Response post(byte[] picture) {
    return withKey().contentType("image/jpeg").body(picture).post("/v1/media");
  }

  private Response postForm(byte[] picture) {
    return withKey().multiPart("file", "x.jpg", picture, "image/jpeg").post("/v1/media");
  }
}
