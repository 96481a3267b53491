package dev.tenk.media.delivery;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenk.media.test.Altered;
import dev.tenk.media.test.MediaServiceTest;
import dev.tenk.media.test.Pictures;
import dev.tenk.platform.id.ShardedId;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Originals, to be saved by their owner and by whoever has a link. */
@QuarkusTest
class OriginalResourceTest extends MediaServiceTest {

  private final byte[] picture = Pictures.jpeg(40, 30);

  @Test
  void isSavedAsItWasUploaded() {
    // given
    ShardedId id = upload(picture);

    // when
    Response answer = original(as(owner), id);

    // then
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.asByteArray()).isEqualTo(picture);
    assertThat(answer.contentType()).isEqualTo("image/jpeg");
    assertThat(answer.header("Content-Length")).isEqualTo("" + picture.length);
    assertThat(answer.header("Content-Disposition")).isEqualTo(named(id + ".jpg", id + ".jpg"));
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.header("Content-Security-Policy")).isEqualTo("default-src 'none'; sandbox");
    assertThat(answer.header("Cache-Control")).isEqualTo("private, no-store");
    assertThat(answer.header("CDN-Cache-Control")).isEqualTo("no-store");
    assertThat(answer.header("X-Accel-Expires")).isEqualTo("0");
    assertThat(answer.header("Surrogate-Key")).isNull();
    assertThat(answer.header("ETag")).matches("\"[0-9a-f]{64}\"");
  }

  @Test
  void isHadInPartsAndByItsTag() {
    // given
    ShardedId id = upload(picture);
    String tag = original(as(owner), id).header("ETag");

    // when, then
    Response part = original(as(owner).header("Range", "bytes=2-5"), id);
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.asByteArray()).isEqualTo(Arrays.copyOfRange(picture, 2, 6));
    assertThat(part.header("Content-Range")).isEqualTo("bytes 2-5/" + picture.length);
    assertThat(part.header("Content-Disposition")).startsWith("attachment; ");
    Response rest = original(as(owner).header("Range", "bytes=9-").header("If-Range", tag), id);
    assertThat(rest.asByteArray()).isEqualTo(Arrays.copyOfRange(picture, 9, picture.length));
    Response other =
        original(as(owner).header("Range", "bytes=9-").header("If-Range", "\"another\""), id);
    assertThat(other.statusCode()).isEqualTo(200);
    assertThat(original(as(owner).header("If-None-Match", tag), id).statusCode()).isEqualTo(304);
    assertThat(original(as(owner).header("If-Match", "\"another\""), id).statusCode())
        .isEqualTo(412);
    assertThat(original(as(owner).header("Range", "bytes=999999-"), id).statusCode())
        .isEqualTo(416);
    Response head = as(owner).head("/v1/media/" + id + "/original");
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.header("Content-Length")).isEqualTo("" + picture.length);
    assertThat(head.asByteArray()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "photo.jpeg, photo.jpeg, photo.jpeg",
    "Żółć 🐎.jpg, ____ _.jpg, %C5%BB%C3%B3%C5%82%C4%87%20%F0%9F%90%8E.jpg",
    "写真, __.jpg, %E5%86%99%E7%9C%9F.jpg",
    "C:\\fakepath\\at sea.JPG, at sea.JPG, at%20sea.JPG",
    "../../etc/passwd, passwd.jpg, passwd.jpg",
    "run.exe, run.exe.jpg, run.exe.jpg",
    "a\u202egpj.exe, agpj.exe.jpg, agpj.exe.jpg",
  })
  void hasTheNameThatWasGiven(String name, String ascii, String extended) throws IOException {
    // as a parameter, and in a form as browsers send it
    ShardedId first =
        idOf(
            as(owner)
                .contentType("image/jpeg")
                .queryParam("fileName", name)
                .body(picture)
                .post("/v1/media"));
    assertThat(original(as(owner), first).header("Content-Disposition"))
        .isEqualTo(named(ascii, extended));
    ShardedId second =
        idOf(
            as(owner)
                .contentType("multipart/form-data; boundary=xyz")
                .body(form(name, Pictures.jpeg(41, 30)))
                .post("/v1/media"));
    assertThat(original(as(owner), second).header("Content-Disposition"))
        .isEqualTo(named(ascii, extended));
  }

  @Test
  void isRenamedByItsOwner() {
    // given
    ShardedId id = upload(picture);

    // when, then
    rename(id, "Été.jpg").then().statusCode(200);
    assertThat(original(as(owner), id).header("Content-Disposition"))
        .isEqualTo(named("_t_.jpg", "%C3%89t%C3%A9.jpg"));
    Response shown = as(owner).get("/v1/media/" + id);
    assertThat(shown.asString()).as("names tell of people").doesNotContain("t\u00e9", "fileName");
    rename(id, null).then().statusCode(200);
    assertThat(original(as(owner), id).header("Content-Disposition"))
        .isEqualTo(named(id + ".jpg", id + ".jpg"));
    Response refused = rename(id, "n".repeat(201));
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.<String>path("errors[0].pointer")).isEqualTo("/fileName");
  }

  @Test
  void isForItsOwnerAlone() {
    // given
    ShardedId id = upload(picture);
    ShardedId secret =
        idOf(
            as(owner)
                .contentType("image/jpeg")
                .body(Pictures.jpeg(42, 30))
                .post("/v1/media?visibility=private"));
    ShardedId other = ids.newOwner();

    // when, then
    assertThat(original(given(), id).statusCode()).isEqualTo(404);
    assertThat(original(as(other), id).statusCode()).isEqualTo(403);
    assertThat(original(as(other), secret).statusCode()).isEqualTo(404);
    assertThat(original(as(owner), ids.newOwnedBy(owner)).statusCode()).isEqualTo(404);
    as(owner).delete("/v1/media/" + id).then().statusCode(204);
    assertThat(original(as(owner), id).statusCode()).isEqualTo(404);
  }

  @Test
  void isForWhoeverHasALinkToIt() throws Exception {
    // given
    ShardedId id = upload(picture);
    report(processed(id));
    awaitStatus(id, "ready");
    Response plain = links(id, Map.of());
    assertThat(plain.<@Nullable String>path("original")).isNull();
    String link = links(id, Map.of("original", true)).path("original");

    // when, then
    Response answer = unencoded().get(link);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.asByteArray()).isEqualTo(picture);
    assertThat(answer.header("Cache-Control")).isEqualTo("private, no-store");
    assertThat(unencoded().get(Altered.signature(link)).statusCode()).isEqualTo(404);
    String query = link.substring(link.indexOf('?'));
    ShardedId another = upload(Pictures.jpeg(43, 30));
    assertThat(unencoded().get("/v1/media/" + another + "/original" + query).statusCode())
        .isEqualTo(404);
    String variant = plain.path("links[0].url");
    assertThat(
            unencoded()
                .get("/v1/media/" + id + "/original" + variant.substring(variant.indexOf('?')))
                .statusCode())
        .isEqualTo(404);
  }

  private Response links(ShardedId id, Map<String, ?> body) {
    return as(owner).contentType("application/json").body(body).post("/v1/media/" + id + "/links");
  }

  private Response rename(ShardedId id, @Nullable String name) {
    return as(owner)
        .contentType("application/merge-patch+json")
        .body(Json.encode(Collections.singletonMap("fileName", name)).getBytes(UTF_8))
        .patch("/v1/media/" + id);
  }

  private static RequestSpecification unencoded() {
    return given().urlEncodingEnabled(false);
  }

  private static Response original(RequestSpecification as, ShardedId id) {
    return as.get("/v1/media/" + id + "/original");
  }

  private static ShardedId idOf(Response uploaded) {
    return ShardedId.parse(uploaded.then().statusCode(202).extract().<String>path("id"))
        .orElseThrow();
  }

  private static String named(String ascii, String extended) {
    return "attachment; filename=\"" + ascii + "\"; filename*=UTF-8''" + extended;
  }

  private static byte[] form(String name, byte[] jpeg) throws IOException {
    var form = new ByteArrayOutputStream();
    form.write(
        ("--xyz\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
                + name.replace("\\", "\\\\")
                + "\"\r\nContent-Type: image/jpeg\r\n\r\n")
            .getBytes(UTF_8));
    form.write(jpeg);
    form.write("\r\n--xyz--\r\n".getBytes(UTF_8));
    return form.toByteArray();
  }
}
