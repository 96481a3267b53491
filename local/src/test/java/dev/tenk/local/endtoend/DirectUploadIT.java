package dev.tenk.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenk.embedded.EmbeddedEngines;
import dev.tenk.embedded.process.Ports;
import dev.tenk.embedded.process.TemporaryHome;
import dev.tenk.embedded.s3.ObjectStore;
import dev.tenk.local.suite.Suite;
import dev.tenk.local.suite.SuiteSettings;
import dev.tenk.local.terminal.Progress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A picture whose bytes go from the client into the bucket, through all services that share it. */
@Tag("long")
class DirectUploadIT {

  private static final TemporaryHome HOME = TemporaryHome.create();
  private static final ObjectStore STORE = EmbeddedEngines.objectStore();
  private static final Suite SUITE =
      Suite.listen(
          new SuiteSettings(
              Path.of("..").toAbsolutePath().normalize(),
              SharedSuite.FLAVOUR,
              HOME.home(),
              Ports.free(),
              Map.of(
                  "TENK_BLOB_STORE",
                  "s3",
                  "TENK_BLOB_S3_BUCKET",
                  ObjectStore.BUCKET,
                  "TENK_BLOB_S3_ENDPOINT",
                  STORE.endpoint().toString(),
                  "TENK_BLOB_S3_PATH_STYLE",
                  "true",
                  "TENK_BLOB_S3_ACCESS_KEY_ID",
                  ObjectStore.ACCESS_KEY_ID,
                  "TENK_BLOB_S3_SECRET_ACCESS_KEY",
                  STORE.secretAccessKey())),
          new Progress(System.out, InstantSource.system()));

  private final Api api = new Api(SUITE.url());

  @BeforeAll
  static void start() {
    SUITE.start();
  }

  @AfterAll
  static void stop() {
    SUITE.close();
    HOME.close();
  }

  @Test
  void becomesAPictureLikeAnyOther() throws Exception {
    // given
    Person person = Person.signUp(api);
    byte[] photo = Photo.ofTheTour();

    // when: announced
    Api.Answer announced =
        api.json(
            "POST",
            "/v1/uploads",
            person.token(),
            "{\"bytes\":%d,\"sha256\":\"%s\",\"fileName\":\"\u6e2f.jpg\"}"
                .formatted(photo.length, sha256(photo)));
    assertThat(announced.status()).isEqualTo(201);
    String complete = "/v1/uploads/" + announced.json().get("id").asText() + "/complete";
    Api.Answer early = complete(complete, person);
    assertThat(early.status()).isEqualTo(409);
    assertThat(early.problem()).isEqualTo("upload-incomplete");

    // when: put into the store itself, and completed
    URI put = URI.create(announced.json().at("/put/url").asText());
    assertThat(put.getAuthority()).isEqualTo(STORE.endpoint().getAuthority());
    assertThat(put(put, photo)).isEqualTo(200);
    Api.Answer completed = complete(complete, person);

    // then
    assertThat(completed.status()).isEqualTo(202);
    JsonNode medium = person.awaitEnd(completed.json().get("id").asText());
    assertThat(medium.get("status").asText()).isEqualTo("ready");
    assertThat(medium.get("width").asInt()).isEqualTo(3000);
    assertThat(medium.get("variants")).hasSize(6);
    for (JsonNode variant : medium.get("variants")) {
      Api.Answer file = api.get(variant.get("url").asText());
      assertThat(file.status()).isEqualTo(200);
      assertThat(file.bytes()).hasSize(variant.get("bytes").asInt());
    }
    Api.Answer original =
        api.send(
            "GET",
            "/v1/media/" + medium.get("id").asText() + "/original",
            person.token(),
            List.of(),
            BodyPublishers.noBody());
    assertThat(original.bytes()).isEqualTo(photo);
    assertThat(original.header("Content-Disposition")).endsWith("UTF-8''%E6%B8%AF.jpg");
    assertThat(complete(complete, person).json().get("id")).isEqualTo(medium.get("id"));
  }

  private Api.Answer complete(String path, Person person) {
    return api.send("POST", path, person.token(), List.of(), BodyPublishers.noBody());
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
}
