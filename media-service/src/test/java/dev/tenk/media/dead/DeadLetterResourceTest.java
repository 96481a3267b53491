package dev.tenk.media.dead;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.tenk.contract.JobTry;
import dev.tenk.contract.MediaUploaded;
import dev.tenk.contract.Queues;
import dev.tenk.media.test.MediaServiceTest;
import dev.tenk.media.test.Pictures;
import dev.tenk.platform.id.ShardedId;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DeadLetterResourceTest extends MediaServiceTest {

  @Test
  void keepsAJobThatWasPutAsideAndFailsItsMedium() {
    ShardedId id = upload(Pictures.jpeg(8, 8));

    String letter = putAsideJobOf(id);

    awaitStatus(id, "failed").body("reason", equalTo("processing_failed"));
    asAdmin()
        .get(DEAD + letter)
        .then()
        .statusCode(200)
        .header("Cache-Control", containsString("no-store"))
        .body("queue", equalTo(Queues.MEDIA_UPLOADED))
        .body("deliveries", equalTo(0))
        .body("reason", containsString("broker: "))
        .body("body", containsString("timeout: it did not end"));
  }

  @Test
  void sendsAJobAgainWithoutItsTriesAndItsMediumBecomesReady() throws Exception {
    ShardedId id = upload(Pictures.jpeg(8, 8));
    MediaUploaded job = eventOf(id);
    String letter = putAsideJobOf(id);
    forgetEventOf(id);

    asAdmin().post(DEAD + letter + "/replay").then().statusCode(204);

    assertThat(eventOf(id)).isEqualTo(job);
    report(processed(id));
    awaitStatus(id, "ready");
    asAdmin().get(DEAD + letter).then().statusCode(404);
    asAdmin().post(DEAD + letter + "/replay").then().statusCode(404);
  }

  @Test
  void dropsOne() {
    String body = "dropped " + UUID.randomUUID();
    send(body.getBytes(UTF_8));
    awaitDead(Queues.MEDIA_RESULTS, body);
    String letter =
        deadLetters(Queues.MEDIA_RESULTS).stream()
            .filter(id -> body.equals(asAdmin().get(DEAD + id).path("body")))
            .findFirst()
            .orElseThrow();
    asAdmin().get(DEAD + letter).then().body("reason", containsString("malformed: "));

    asAdmin().delete(DEAD + letter).then().statusCode(204);

    assertThat(deadLetters(Queues.MEDIA_RESULTS)).doesNotContain(letter);
    asAdmin().delete(DEAD + letter).then().statusCode(404);
  }

  @Test
  void listsByPages() {
    String first = putAsideJobOf(upload(Pictures.jpeg(8, 8)));
    String second = putAsideJobOf(upload(Pictures.jpeg(9, 8)));

    String next = "";
    var found = new ArrayList<String>();
    while (next != null) {
      var page =
          asAdmin()
              .get(DEAD + "?limit=1" + (next.isEmpty() ? "" : "&cursor=" + next))
              .then()
              .statusCode(200)
              .extract();
      found.addAll(page.path("items.id"));
      next = page.path("next");
    }

    assertThat(found).contains(first, second).doesNotHaveDuplicates();
  }

  @Test
  void goesOnAfterALetterThatIsGone() {
    String first = putAsideJobOf(upload(Pictures.jpeg(8, 8)));
    String second = putAsideJobOf(upload(Pictures.jpeg(9, 8)));
    String queue = DEAD + "?queue=" + Queues.MEDIA_UPLOADED + "&limit=";
    List<String> before = asAdmin().get(queue + "500").path("items.id");
    int place = before.indexOf(first) + 1;
    String cursor = asAdmin().get(queue + place).path("next");

    asAdmin().delete(DEAD + first).then().statusCode(204);

    assertThat(asAdmin().get(queue + "500&cursor=" + cursor).<List<String>>path("items.id"))
        .contains(second)
        .doesNotContainAnyElementsOf(before.subList(0, place));
    asAdmin()
        .get(queue + "500&cursor=made-up")
        .then()
        .statusCode(400)
        .body("type", equalTo("urn:tenk:problem:malformed-cursor"));
  }

  @Test
  void isForAdministratorsAlone() {
    given().get(DEAD).then().statusCode(401);
    as(owner).get(DEAD).then().statusCode(403);
    as(owner).get(DEAD + UUID.randomUUID()).then().statusCode(403);
    as(owner).post(DEAD + UUID.randomUUID() + "/replay").then().statusCode(403);
    as(owner).delete(DEAD + UUID.randomUUID()).then().statusCode(403);
    asAdmin().get(DEAD + "x").then().statusCode(400);
  }

  /** The dead letter's id. */
  private String putAsideJobOf(ShardedId medium) {
    MediaUploaded tried =
        eventOf(medium)
            .tried(new JobTry(Instant.EPOCH, "worker-1", "timeout: it did not end in time"));
    putAside(tried);
    return Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                deadLetters(Queues.MEDIA_UPLOADED).stream()
                    .filter(
                        id ->
                            asAdmin()
                                .get(DEAD + id)
                                .<String>path("body")
                                .contains(medium.toString()))
                    .findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }
}
