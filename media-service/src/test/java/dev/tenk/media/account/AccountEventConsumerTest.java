package dev.tenk.media.account;

import static dev.tenk.media.test.ServiceRows.rowsOf;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenk.contract.AccountDeleted;
import dev.tenk.contract.CloudEvent;
import dev.tenk.contract.EventCodec;
import dev.tenk.contract.Queues;
import dev.tenk.media.medium.MediumBlobs;
import dev.tenk.media.test.MediaServiceTest;
import dev.tenk.media.test.Pictures;
import dev.tenk.platform.blob.BlobKey;
import dev.tenk.platform.id.ShardedId;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AccountEventConsumerTest extends MediaServiceTest {

  @Inject AccountMedia accountMedia;

  @Test
  void deletesAllMediaOfADeletedAccountAndNoOther() throws Exception {
    // given: media in every state, and somebody else's
    ShardedId gone = owner;
    ShardedId ready = upload(Pictures.jpeg(8, 8));
    report(processed(ready));
    awaitStatus(ready, "ready");
    ShardedId processing = upload(Pictures.jpeg(8, 8));
    ShardedId deleted = upload(Pictures.jpeg(8, 8));
    as(owner).delete("/v1/media/" + deleted).then().statusCode(204);
    owner = ids.newOwner();
    ShardedId kept = upload(Pictures.jpeg(8, 8));

    // when: the event comes twice
    sendTo(Queues.ACCOUNT_EVENTS, accountDeleted(gone));
    sendTo(Queues.ACCOUNT_EVENTS, accountDeleted(gone));

    // then
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(rowsOf(gone)).isZero());
    for (ShardedId id : new ShardedId[] {ready, processing, deleted}) {
      as(gone).get("/v1/media/" + id).then().statusCode(404);
      Awaitility.await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> blobs.find(MediumBlobs.original(id)).isEmpty());
    }
    as(owner).get("/v1/media/" + kept).then().statusCode(200);
    assertThat(blobs.find(MediumBlobs.original(kept))).isPresent();
  }

  @Test
  void deletesMoreThanABatch() throws Exception {
    // given
    for (int i = 0; i < 103; i++) {
      upload(Pictures.jpeg(4, 4));
    }

    // when
    accountMedia.deleteAll(owner);

    // then
    assertThat(rowsOf(owner)).isZero();
  }

  @Test
  void deletesWhatAWorkerWritesAfterwards() throws Exception {
    // given
    ShardedId id = upload(Pictures.jpeg(8, 8));
    accountMedia.deleteAll(owner);
    var late = processed(id);
    BlobKey written = BlobKey.parse(late.variants().getFirst().blobKey());

    // when
    report(late);

    // then
    Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> blobs.find(written).isEmpty());
    assertThat(rowsOf(owner)).isZero();
  }

  @Test
  void putsWhatIsNoAccountEventAside() {
    // when
    sendTo(Queues.ACCOUNT_EVENTS, "not an event".getBytes(UTF_8));

    // then
    awaitDead(Queues.ACCOUNT_EVENTS, "not an event");
  }

  private static byte[] accountDeleted(ShardedId account) {
    return EventCodec.encode(
        new CloudEvent<>(
            UUID.randomUUID(),
            "/user-service",
            account.toString(),
            Instant.now(),
            new AccountDeleted(account.value())));
  }
}
