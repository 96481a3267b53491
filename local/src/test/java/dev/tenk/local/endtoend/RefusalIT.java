package dev.tenk.local.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenk.local.service.Service;
import dev.tenk.local.suite.Suite;
import java.awt.Color;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What is refused, through the origin: the right problem, and nothing left behind. */
class RefusalIT {

  private static final int LIMIT = 25 * 1024 * 1024;
  private static final String FORM =
      "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"holiday.jpg\"\r\n"
          + "Content-Type: image/jpeg\r\n\r\nThese are words.\r\n--b--\r\n";

  private final Suite suite = SharedSuite.running();
  private final Api api = new Api(suite.url());
  private final Person person;

  RefusalIT() {
    person = Person.signUp(api);
  }

  @Test
  void anUploadWithoutAToken() throws Exception {
    refused(api.upload(null, "image/jpeg", Photo.plain(8, 8, Color.RED)), 401, "unauthenticated");
    refused(
        api.upload("x.y.z", "image/jpeg", Photo.plain(8, 8, Color.RED)), 401, "unauthenticated");
  }

  @Test
  void anEmptyFile() throws Exception {
    refused(api.upload(person.token(), "image/jpeg", new byte[0]), 400, "empty-file");
  }

  @Test
  void aTextThatIsNamedAsAPicture() throws Exception {
    refused(
        api.upload(person.token(), "multipart/form-data; boundary=b", FORM.getBytes(UTF_8)),
        415,
        "unsupported-format");
  }

  @Test
  void aFormThatIsNone() throws Exception {
    refused(
        api.upload(person.token(), "multipart/form-data; boundary=b", "--b\r\n".getBytes(UTF_8)),
        400,
        "malformed-form");
  }

  @Test
  void aPictureOverTheLimitWhetherAnnouncedOrStreamed() throws Exception {
    byte[] large = Arrays.copyOf(Photo.ofTheTour(), LIMIT + 1);

    refused(api.upload(person.token(), "image/jpeg", large), 413, "content-too-large");
    refused(
        api.uploading(
                person.token(),
                "image/jpeg",
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)))
            .join(),
        413,
        "content-too-large");
  }

  @Test
  void aPictureThatClaimsTooManyPixels() throws Exception {
    refused(
        api.upload(person.token(), "image/png", Photo.pngThatClaims(60_000, 60_000)),
        422,
        "too-many-pixels");
  }

  @Test
  void anothersMedium() throws Exception {
    String medium = person.upload(Photo.plain(20, 20, Color.GREEN));
    Person stranger = Person.signUp(api);

    assertProblem(api.delete("/v1/media/" + medium, stranger.token()), 403, "forbidden");
    assertThat(api.get("/v1/media/" + medium).status()).isEqualTo(200);
  }

  @Test
  void aTakenHandleAndAWeakPassword() {
    String password = UUID.randomUUID().toString();

    assertProblem(
        api.json(
            "POST",
            "/v1/users",
            null,
            Person.signUpBody(person.handle().toUpperCase(Locale.ROOT), password)),
        409,
        "handle-taken");
    assertProblem(
        api.json("POST", "/v1/users", null, Person.signUpBody("someone_else", "password1")),
        422,
        "invalid-input");
  }

  @Test
  void wrongCredentials() {
    assertThat(
            api.json(
                    "POST",
                    "/v1/sessions",
                    null,
                    "{\"login\":\"%s\",\"password\":\"not the password\"}"
                        .formatted(person.handle()))
                .status())
        .isEqualTo(401);
  }

  @Test
  void brokenJson() {
    assertProblem(api.json("POST", "/v1/users", null, "{\"handle\":"), 400, "malformed-body");
    assertProblem(
        api.json("PATCH", "/v1/users/me", person.token(), "{\"displayName\":{}}"),
        400,
        "malformed-body");
  }

  @Test
  void unknownRoutesWrongMethodsAndMalformedIds() {
    assertProblem(api.get("/v1/nothing"), 404, "not-found");
    assertProblem(api.get("/v1/users/none/such/route"), 404, "not-found");
    assertProblem(api.get("/v1/media/nothing/such/route"), 404, "not-found");
    assertProblem(api.delete("/v1/media", person.token()), 405, "method-not-allowed");
    assertProblem(api.delete("/v1/users", person.token()), 405, "method-not-allowed");
    assertProblem(api.get("/v1/users/someone"), 400, "malformed-id");
    assertProblem(api.get("/v1/media/something"), 400, "malformed-id");
    assertProblem(api.get("/v1/media/" + person.id()), 404, "not-found");
  }

  @Test
  void tenPicturesOfTheFullSizeAtOnceFitIntoASmallHeap() throws Exception {
    long pid = suite.service(Service.MEDIA).process().pid();
    assertThat(ProcessHandle.of(pid).orElseThrow().info().commandLine().orElseThrow())
        .contains("-Xmx256m");
    byte[] photo = Photo.ofTheTour();
    List<CompletableFuture<Api.Answer>> uploads = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      byte[] large = Arrays.copyOf(photo, LIMIT);
      large[LIMIT - 1] = (byte) i;
      uploads.add(api.uploading(person.token(), "image/jpeg", BodyPublishers.ofByteArray(large)));
    }

    for (CompletableFuture<Api.Answer> upload : uploads) {
      assertThat(upload.join().status()).isEqualTo(202);
    }
    assertThat(api.get("/v1/media?owner=" + person.id()).json().get("items")).hasSize(10);
  }

  /** The problem, and neither row nor event of the person. */
  private void refused(Api.Answer answer, int status, String problem) throws Exception {
    assertProblem(answer, status, problem);
    try (Connection connection = suite.postgres().primary().connect("tenk_media");
        PreparedStatement query =
            connection.prepareStatement("SELECT count(*) FROM medium WHERE owner = ?")) {
      query.setObject(1, UUID.fromString(person.id()));
      try (ResultSet row = query.executeQuery()) {
        row.next();
        assertThat(row.getInt(1)).isZero();
      }
    }
  }

  private static void assertProblem(Api.Answer answer, int status, String problem) {
    assertThat(answer.status() + " " + answer.problem()).isEqualTo(status + " " + problem);
  }
}
