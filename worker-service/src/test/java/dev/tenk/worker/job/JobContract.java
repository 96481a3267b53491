package dev.tenk.worker.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenk.contract.CloudEvent;
import dev.tenk.contract.EventData;
import dev.tenk.contract.MediaFailed;
import dev.tenk.contract.MediaProcessed;
import dev.tenk.contract.MediaUploaded;
import dev.tenk.contract.ProcessedVariant;
import dev.tenk.platform.blob.BlobKey;
import dev.tenk.platform.blob.BlobStore;
import dev.tenk.worker.image.TestPictures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The whole service between a real broker and a real blob store, whatever it was built into. */
abstract class JobContract {

  final UUID medium = UUID.randomUUID();

  abstract QueueProbe queues();

  abstract BlobStore blobs();

  @Test
  void makesTheVariantsOfAnUpload() throws IOException {
    store(TestPictures.photograph(1200, 800, 6));

    queues().upload(UUID.randomUUID(), upload("media/" + medium + "/original"));

    CloudEvent<?> event = queues().results(medium, 1).getFirst();
    assertThat(event.source()).isEqualTo("/worker-service");
    assertThat(event.subject()).isEqualTo(medium.toString());
    MediaProcessed made = (MediaProcessed) event.data();
    assertThat(made.presetVersion()).isEqualTo(1);
    assertThat(made.width()).isEqualTo(800);
    assertThat(made.height()).isEqualTo(1200);
    assertThat(made.placeholder()).hasSizeBetween(24, 40);
    assertThat(made.variants())
        .extracting(variant -> variant.name() + "." + variant.format() + " " + variant.width())
        .containsExactly(
            "large.webp 800",
            "large.jpg 800",
            "medium.webp 683",
            "medium.jpg 683",
            "thumb.webp 213",
            "thumb.jpg 213");
    for (ProcessedVariant variant : made.variants()) {
      assertThat(variant.blobKey()).startsWith("media/" + medium + "/");
      assertThat(blobs().find(BlobKey.parse(variant.blobKey())).orElseThrow().bytes())
          .isEqualTo(variant.bytes());
    }
  }

  @Test
  void saysTheSameWhenAnUploadIsDeliveredAgain() throws IOException {
    store(TestPictures.jpeg(300, 200));
    UUID event = UUID.randomUUID();

    queues().upload(event, upload("media/" + medium + "/original"));
    queues().upload(event, upload("media/" + medium + "/original"));

    List<CloudEvent<? extends EventData>> results = queues().results(medium, 2);
    assertThat(results.get(1).id()).isEqualTo(results.get(0).id());
    assertThat(results.get(1).data()).isEqualTo(results.get(0).data());
  }

  @Test
  void reportsATruncatedPhotographAsFailed() throws IOException {
    byte[] whole = TestPictures.jpeg(400, 300);
    store(Arrays.copyOf(whole, whole.length / 2));

    queues().upload(UUID.randomUUID(), upload("media/" + medium + "/original"));

    assertThat(queues().results(medium, 1).getFirst().data())
        .isEqualTo(
            new MediaFailed(medium, 1, "corrupt_image", "The picture is damaged or incomplete."));
  }

  @Test
  void reportsAnOriginalThatIsGoneAsFailed() {
    queues().upload(UUID.randomUUID(), upload("media/" + medium + "/original"));

    assertThat(queues().results(medium, 1).getFirst().data())
        .isEqualTo(
            new MediaFailed(medium, 1, "original_missing", "The original is no longer there."));
  }

  @Test
  void sendsWhatIsNoUploadToTheDeadLettersAndGoesOn() throws IOException {
    String broken = "{\"no event\": \"" + medium + "\"}";
    queues().send(broken.getBytes(StandardCharsets.UTF_8));
    assertThat(queues().awaitDeadLetter(broken)).startsWith("malformed: ");

    store(TestPictures.jpeg(30, 20));
    queues().upload(UUID.randomUUID(), upload("media/" + medium + "/original"));

    assertThat(queues().results(medium, 1).getFirst().data()).isInstanceOf(MediaProcessed.class);
  }

  @Test
  void worksInParallelAndAnswersEveryUpload() throws IOException {
    List<UUID> many = Stream.generate(UUID::randomUUID).limit(20).toList();
    byte[] picture = TestPictures.jpeg(640, 480);
    for (UUID each : many) {
      blobs().put(new BlobKey("media", each.toString(), "original"), picture);
      queues().upload(UUID.randomUUID(), upload(each, "media/" + each + "/original"));
    }

    for (UUID each : many) {
      assertThat(queues().results(each, 1).getFirst().data()).isInstanceOf(MediaProcessed.class);
    }
  }

  final void store(byte[] original) throws IOException {
    blobs().put(new BlobKey("media", medium.toString(), "original"), original);
  }

  final MediaUploaded upload(String blobKey) {
    return upload(medium, blobKey);
  }

  private static MediaUploaded upload(UUID medium, String blobKey) {
    return new MediaUploaded(medium, UUID.randomUUID(), blobKey, "image/jpeg", 1, "00");
  }
}
