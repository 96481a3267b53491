package dev.tenk.media.result;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;

import dev.tenk.contract.JobTry;
import dev.tenk.contract.MediaDeferred;
import dev.tenk.contract.MediaFailed;
import dev.tenk.contract.MediaProcessed;
import dev.tenk.contract.MediaUploaded;
import dev.tenk.contract.Queues;
import dev.tenk.media.test.MediaServiceTest;
import dev.tenk.media.test.Pictures;
import dev.tenk.platform.blob.BlobKey;
import dev.tenk.platform.id.ShardedId;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ResultConsumerTest extends MediaServiceTest {

  @Test
  void makesAMediumReadyWithItsVariants() throws Exception {
    ShardedId id = upload(Pictures.jpeg(8, 8));

    report(processed(id));

    awaitStatus(id, "ready")
        .body("width", equalTo(640))
        .body("height", equalTo(480))
        .body("placeholder", equalTo("1QcSHQRnh493V4dIh4eXh1h4kJUI"))
        .body("dominantColour", equalTo("#a0522d"))
        .body("variants", hasSize(2))
        .body("variants[0].name", equalTo("thumb"))
        .body("variants[0].format", equalTo("webp"))
        .body("variants[0].bytes", equalTo("webp bytes".length()))
        .body("variants[0].url", matchesPattern("/m/" + id + "/thumb\\.[0-9a-f]{16}\\.webp"));
  }

  @Test
  void makesAMediumFailedWithTheReason() {
    ShardedId id = upload(Pictures.jpeg(8, 8));

    report(new MediaFailed(id.value(), 1, "corrupt_image", "It ends too early."));

    awaitStatus(id, "failed").body("reason", equalTo("corrupt_image"));
  }

  @Test
  void replacesAResultByOneOfNewerPresets() throws Exception {
    ShardedId id = upload(Pictures.jpeg(8, 8));
    report(new MediaFailed(id.value(), 1, "timeout", "Too slow."));
    awaitStatus(id, "failed");
    MediaProcessed made = processed(id);

    report(
        new MediaProcessed(
            id.value(),
            2,
            made.width(),
            made.height(),
            made.placeholder(),
            made.dominantColour(),
            made.variants()));

    awaitStatus(id, "ready");
  }

  @Test
  void doesNotBringBackADeletedMediumAndDeletesWhatTheWorkerWrote() throws Exception {
    ShardedId id = upload(Pictures.jpeg(8, 8));
    as(owner).delete("/v1/media/" + id).then().statusCode(204);
    MediaProcessed late = processed(id);
    BlobKey written = BlobKey.parse(late.variants().getFirst().blobKey());

    report(late);

    Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> blobs.find(written).isEmpty());
    as(owner).get("/v1/media/" + id).then().statusCode(404);
  }

  @Test
  void sendsADeferredJobAgainWithItsTries() {
    ShardedId id = upload(Pictures.jpeg(8, 8));
    MediaUploaded tried =
        eventOf(id).tried(new JobTry(Instant.now(), "worker-1", "blob_store: it is away"));

    report(id.value(), new MediaDeferred(tried, Instant.now().plusMillis(50)));

    assertThat(bulkEventOf(id)).isEqualTo(tried);
    awaitStatus(id, "processing");
  }

  @Test
  void aRepeatedOrLateResultChangesNothing() throws Exception {
    ShardedId id = upload(Pictures.jpeg(8, 8));
    report(processed(id));
    awaitStatus(id, "ready");
    ShardedId later = upload(Pictures.jpeg(9, 9));

    report(new MediaFailed(id.value(), 1, "corrupt_image", "It ends too early."));
    report(id.value(), new MediaDeferred(eventOf(id), Instant.now()));
    report(processed(id));
    report(processed(later));

    awaitStatus(later, "ready");
    awaitStatus(id, "ready").body("variants", hasSize(2));
  }

  @Test
  void putsWhatIsNoResultAsideAndGoesOn() throws Exception {
    ShardedId id = upload(Pictures.jpeg(8, 8));

    send("not an event".getBytes(UTF_8));
    report(processed(id));

    awaitStatus(id, "ready");
    awaitDead(Queues.MEDIA_RESULTS, "not an event");
  }
}
