package dev.tenk.media.medium;

import static dev.tenk.media.test.ServiceRows.endTimeOfFormerCuts;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenk.contract.MediaDeferred;
import dev.tenk.contract.MediaFailed;
import dev.tenk.contract.MediaProcessed;
import dev.tenk.contract.MediaUploaded;
import dev.tenk.media.test.MediaServiceTest;
import dev.tenk.media.test.Pictures;
import dev.tenk.platform.id.ShardedId;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Another focal point has the variants cut anew, once, and nothing older undoes it. */
@QuarkusTest
class FocalCutTest extends MediaServiceTest {

  @Test
  void aReadyMediumIsCutAnewUnderOtherAddresses() throws Exception {
    // given
    ShardedId id = ready();
    MediaUploaded upload = eventOf(id);
    String before = url(id);

    // when
    focus(id, "{\"x\":0.25,\"y\":0.75}");

    // then
    MediaUploaded job = nextBulkEventOf(id);
    assertThat(job.focalX()).isEqualTo(0.25);
    assertThat(job.focalY()).isEqualTo(0.75);
    assertThat(job.revision()).isEqualTo(1);
    assertThat(job.blobKey()).isEqualTo(upload.blobKey());
    assertThat(job.sha256()).isEqualTo(upload.sha256());
    assertThat(url(id)).isEqualTo(before);
    report(processedBy(id, 1));
    awaitBytes(id, "cut 1");
    assertThat(url(id)).isNotEqualTo(before);
  }

  @Test
  void whatIsTheSamePointIsNotCut() throws Exception {
    // given
    ShardedId id = ready();
    focus(id, "{\"x\":0.5,\"y\":0.5}");
    nextBulkEventOf(id);
    report(processedBy(id, 1));
    awaitBytes(id, "cut 1");

    // when: the same, then other words, then what does come
    focus(id, "{\"x\":0.5,\"y\":0.5}");
    patch(id, "{\"alt\":\"words\"}");
    focus(id, "null");

    // then
    MediaUploaded job = nextBulkEventOf(id);
    assertThat(job.revision()).isEqualTo(2);
    assertThat(job.focalX()).isNull();
  }

  @Test
  void manyChangesAreCutOnceMore() throws Exception {
    // given: a cut under way
    ShardedId id = ready();
    focus(id, "{\"x\":0.1,\"y\":0.1}");
    assertThat(nextBulkEventOf(id).revision()).isEqualTo(1);

    // when
    for (int i = 2; i <= 5; i++) {
      focus(id, "{\"x\":0." + i + ",\"y\":0.1}");
    }
    report(processedBy(id, 1));

    // then
    MediaUploaded job = nextBulkEventOf(id);
    assertThat(job.revision()).isEqualTo(5);
    assertThat(job.focalX()).isEqualTo(0.5);
    report(processedBy(id, 5));
    awaitBytes(id, "cut 5");
    assertThat(hasBulkEvent(id)).isFalse();
  }

  @Test
  void aPointThatComesWhileTheUploadIsProcessedIsCutAfterIt() throws Exception {
    // given
    ShardedId id = upload(Pictures.jpeg(8, 8));
    assertThat(eventOf(id).revision()).isZero();
    focus(id, "{\"x\":0.3,\"y\":0.1}");

    // when
    report(processed(id));

    // then
    assertThat(nextBulkEventOf(id).revision()).isEqualTo(1);
    awaitStatus(id, "ready");
  }

  @Test
  void lateAndRepeatedResultsUndoNothing() throws Exception {
    // given
    ShardedId id = ready();
    focus(id, "{\"x\":0.1,\"y\":0.1}");
    nextBulkEventOf(id);
    report(processedBy(id, 1));
    awaitBytes(id, "cut 1");

    // when: the upload's again, that of later presets around the old point, and a late failure
    report(processed(id));
    report(processedAnew(id));
    report(new MediaFailed(id.value(), 3, "timeout", "Too slow."));
    report(processedBy(id, 1));
    // and what comes after
    focus(id, "{\"x\":0.2,\"y\":0.1}");
    nextBulkEventOf(id);
    report(processedBy(id, 2));

    // then
    awaitBytes(id, "cut 2");
    awaitStatus(id, "ready");
  }

  @Test
  void whatCannotBeCutStaysAsItWas() throws Exception {
    // given
    ShardedId id = ready();
    String before = url(id);
    focus(id, "{\"x\":0.1,\"y\":0.1}");
    nextBulkEventOf(id);

    // when
    report(new MediaFailed(id.value(), 1, "deadline_exceeded", "Too slow.", 1));
    focus(id, "{\"x\":0.2,\"y\":0.1}");

    // then
    assertThat(nextBulkEventOf(id).revision()).isEqualTo(2);
    awaitStatus(id, "ready");
    assertThat(url(id)).isEqualTo(before);
  }

  @Test
  void aCutThatIsDeferredComesAgain() throws Exception {
    // given
    ShardedId id = ready();
    focus(id, "{\"x\":0.1,\"y\":0.1}");
    MediaUploaded job = nextBulkEventOf(id);

    // when
    report(id.value(), new MediaDeferred(job, Instant.now()));

    // then
    assertThat(nextBulkEventOf(id)).isEqualTo(job);
  }

  @Test
  void bytesOfFormerCutsGoAfterAWhile() throws Exception {
    // given
    ShardedId id = ready();
    int first = filesOf(id);
    focus(id, "{\"x\":0.1,\"y\":0.1}");
    nextBulkEventOf(id);
    report(processedBy(id, 1));
    awaitBytes(id, "cut 1");
    assertThat(filesOf(id)).isEqualTo(first + 1);

    // when
    assertThat(endTimeOfFormerCuts(owner)).isEqualTo(1);

    // then: the original and the cut that is shown
    Awaitility.await().until(() -> filesOf(id) == 2);
    assertThat(given().get(url(id)).asString()).isEqualTo("cut 1");
  }

  @Test
  void bytesThatAreShownAgainStay() throws Exception {
    // given: cut anew and back again
    ShardedId id = ready();
    for (int revision = 1; revision <= 3; revision++) {
      focus(id, "{\"x\":0." + revision + ",\"y\":0.1}");
      nextBulkEventOf(id);
      report(revision == 3 ? sameBytes(processedBy(id, 1), 3) : processedBy(id, revision));
      awaitBytes(id, revision == 3 ? "cut 1" : "cut " + revision);
    }

    // when
    assertThat(endTimeOfFormerCuts(owner)).isEqualTo(3);

    // then
    Awaitility.await().until(() -> filesOf(id) == 2);
    assertThat(given().get(url(id)).asString()).isEqualTo("cut 1");
  }

  @Test
  void nothingGoesWhileAnotherCutIsWanted() throws Exception {
    // given: a worker that has written the bytes of before again, and not reported yet
    ShardedId id = ready();
    focus(id, "{\"x\":0.1,\"y\":0.1}");
    nextBulkEventOf(id);
    report(processedBy(id, 1));
    awaitBytes(id, "cut 1");
    focus(id, "{\"x\":0.2,\"y\":0.1}");
    nextBulkEventOf(id);
    report(processedBy(id, 2));
    awaitBytes(id, "cut 2");
    focus(id, "{\"x\":0.1,\"y\":0.1}");
    nextBulkEventOf(id);

    // when: twice, so that the first time is over
    assertThat(endTimeOfFormerCuts(owner)).isEqualTo(2);
    Awaitility.await().until(() -> endTimeOfFormerCuts(owner) > 0);
    report(sameBytes(processedBy(id, 1), 3));

    // then
    awaitBytes(id, "cut 1");
    Awaitility.await()
        .until(
            () -> {
              endTimeOfFormerCuts(owner);
              return filesOf(id) == 2;
            });
    assertThat(given().get(url(id)).asString()).isEqualTo("cut 1");
  }

  private int filesOf(ShardedId id) throws IOException {
    return (int) files().stream().filter(file -> file.toString().contains(id.toString())).count();
  }

  /** The result of a later cut that came out like an earlier one. */
  private static MediaProcessed sameBytes(MediaProcessed earlier, int revision) {
    return new MediaProcessed(
        earlier.mediumId(),
        earlier.presetVersion(),
        earlier.width(),
        earlier.height(),
        earlier.placeholder(),
        earlier.dominantColour(),
        earlier.variants(),
        revision);
  }

  private ShardedId ready() throws Exception {
    ShardedId id = upload(Pictures.jpeg(8, 8));
    report(processed(id));
    awaitStatus(id, "ready");
    return id;
  }

  private void focus(ShardedId id, String point) {
    patch(id, "{\"focalPoint\":" + point + "}");
  }

  private void patch(ShardedId id, String change) {
    as(owner)
        .contentType("application/merge-patch+json")
        .body(change)
        .patch("/v1/media/" + id)
        .then()
        .statusCode(200);
  }

  private static String url(ShardedId id) {
    return given().get("/v1/media/" + id).path("variants.find { it.format == 'webp' }.url");
  }

  private static void awaitBytes(ShardedId id, String bytes) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(given().get(url(id)).asString()).isEqualTo(bytes));
  }
}
