package dev.tenk.media.delivery;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.tenk.media.medium.StoredVariant;
import dev.tenk.media.test.MediaServiceTest;
import dev.tenk.media.test.Pictures;
import dev.tenk.platform.blob.BlobKey;
import dev.tenk.platform.blob.BlobStore;
import dev.tenk.platform.id.ShardedId;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Headers;
import io.restassured.response.Response;
import io.vertx.core.MultiMap;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The short way of plain reads has the answers of the resource, and takes nothing else. */
@QuarkusTest
class StrangersDeliveriesTest extends MediaServiceTest {

  private static final MultiMap PLAIN = MultiMap.caseInsensitiveMultiMap().add("Accept", "*/*");
  private static final List<String> OF_ONE_REQUEST = List.of("X-Request-Id", "Date");

  @Inject StrangersDeliveries deliveries;
  @Inject HotFiles hot;
  @Inject BlobStore blobs;

  private ShardedId id;

  @BeforeEach
  void ready() throws Exception {
    owner = ids.newOwner();
    id = upload(Pictures.jpeg(320, 240));
    report(processed(id));
    awaitStatus(id, "ready");
  }

  @Test
  void answersAsTheResourceDoes() {
    // given
    String address = url("webp");
    assertThat(deliveries.find(address, PLAIN)).isNotNull();

    // when
    Response here = given().get(address);
    Response there = given().header("If-None-Match", "\"another\"").get(address);

    // then
    assertThat(here.statusCode()).isEqualTo(200);
    assertThat(there.statusCode()).isEqualTo(200);
    assertThat(here.asByteArray()).isNotEmpty().isEqualTo(there.asByteArray());
    assertThat(told(here.headers())).containsExactlyInAnyOrderElementsOf(told(there.headers()));
  }

  @Test
  void sendsWhatIsAskedForOftenOutOfMemory() throws Exception {
    // given
    String address = url("webp");
    String key = deliveries.find(address, PLAIN).blobKey();
    assertThat(hot.take(key)).isNull();

    // when: once, twice, and without the file
    Response first = given().get(address);
    assertThat(hot.take(key)).isNull();
    Response second = given().get(address);
    blobs.delete(BlobKey.parse(key));
    Response third = given().get(address);

    // then
    assertThat(second.asByteArray()).isEqualTo(first.asByteArray());
    assertThat(third.asByteArray()).isNotEmpty().isEqualTo(first.asByteArray());
    assertThat(told(third.headers())).containsExactlyInAnyOrderElementsOf(told(first.headers()));
  }

  @Test
  void whatIsSentFromMemoryIsBounded() {
    // given
    String address = url("webp");
    String key = deliveries.find(address, PLAIN).blobKey();
    byte[] first = given().get(address).asByteArray();
    given().get(address);

    // when: as much is under way as may be
    int taken = 0;
    while (hot.take(key) != null) {
      taken++;
    }

    // then: the file, and memory again afterwards
    assertThat(taken).isPositive();
    assertThat(given().get(address).asByteArray()).isEqualTo(first);
    hot.sent(taken * first.length);
    assertThat(hot.take(key)).isNotNull();
    hot.sent(first.length);
  }

  @Test
  void memoryGivesNothingToWhomItIsHiddenFrom() {
    // given
    String address = url("webp");
    given().get(address);
    given().get(address);
    assertThat(hot.take(deliveries.find(address, PLAIN).blobKey())).isNotNull();

    // when
    hide();

    // then
    given().get(address).then().statusCode(404);
  }

  @Test
  void takesNoOtherVersionAndNoOtherWayToWriteTheAddress() {
    String address = url("webp");

    assertThat(deliveries.find(address + "?x=1", PLAIN)).isNull();
    assertThat(deliveries.find(address.replace(".webp", ".jpg"), PLAIN)).isNull();
    assertThat(deliveries.find("/m/" + id + "/thumb.webp", PLAIN)).isNull();
    assertThat(deliveries.find("/m/" + id + "/thumb", PLAIN)).isNull();
    assertThat(deliveries.find("/m/" + id + "/thumb.0000.webp", PLAIN)).isNull();
    assertThat(deliveries.find("/m/" + ids.newOwnedBy(owner) + "/thumb.0.webp", PLAIN)).isNull();
    assertThat(deliveries.find("/m/" + "0".repeat(36) + "/thumb.0.webp", PLAIN)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Authorization",
        "Tenk-Consistency",
        "Origin",
        "Range",
        "If-None-Match",
        "If-Match",
        "If-Modified-Since",
        "If-Unmodified-Since",
        "Content-Length",
        "Transfer-Encoding"
      })
  void leavesWhatIsOutOfTheOrdinaryToTheResource(String header) {
    String address = url("webp");

    assertThat(deliveries.find(address, MultiMap.caseInsensitiveMultiMap().add(header, "x")))
        .isNull();
  }

  @Test
  void takesNothingPrivate() {
    // given
    String address = url("webp");

    // when
    hide();

    // then
    assertThat(deliveries.find(address, PLAIN)).isNull();
    given().get(address).then().statusCode(404);
  }

  @Test
  void bytesThatHaveGoneAreTheResourcesToTell() throws Exception {
    // given
    String address = url("webp");
    StoredVariant variant = deliveries.find(address, PLAIN);
    assertThat(variant).isNotNull();

    // when
    blobs.delete(BlobKey.parse(variant.blobKey()));

    // then
    given()
        .get(address)
        .then()
        .statusCode(404)
        .body("detail", equalTo("There is no such picture."))
        .header("Cache-Control", "no-store");
  }

  private void hide() {
    as(owner)
        .contentType("application/merge-patch+json")
        .body("{\"visibility\":\"private\"}")
        .patch("/v1/media/" + id)
        .then()
        .statusCode(200);
  }

  private String url(String format) {
    return given()
        .get("/v1/media/" + id)
        .path("variants.find { it.format == '" + format + "' }.url");
  }

  private static List<String> told(Headers headers) {
    return headers.asList().stream()
        .filter(header -> OF_ONE_REQUEST.stream().noneMatch(header.getName()::equalsIgnoreCase))
        .map(header -> header.getName().toLowerCase(Locale.ROOT) + ": " + header.getValue())
        .toList();
  }
}
