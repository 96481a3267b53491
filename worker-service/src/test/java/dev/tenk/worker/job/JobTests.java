package dev.tenk.worker.job;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.tenk.contract.MediaDeferred;
import dev.tenk.contract.MediaFailed;
import dev.tenk.contract.MediaProcessed;
import dev.tenk.embedded.test.BrokerResource;
import dev.tenk.platform.blob.BlobKey;
import dev.tenk.platform.blob.BlobStore;
import dev.tenk.worker.image.TestPictures;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URL;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** {@link JobContract} in the test's JVM, and what only shows from within. */
@QuarkusTest
@QuarkusTestResource(BrokerResource.class)
@QuarkusTestResource(TemporaryBlobs.class)
class JobTests extends JobContract {

  @Inject QueueProbe queues;
  @Inject FailingBlobStore blobs;
  @Inject MeterRegistry registry;
  @Inject JobJournal journal;

  @TestHTTPResource(value = "", management = true)
  URL management;

  @Override
  QueueProbe queues() {
    return queues;
  }

  @Override
  BlobStore blobs() {
    return blobs;
  }

  @Test
  void rejectsAKeyThatLeavesTheStore() {
    double before = returned("malformed");

    queues.upload(UUID.randomUUID(), upload("media/../../etc/passwd"));
    queues.upload(UUID.randomUUID(), upload("media/" + medium + "/original"));

    assertThat(queues.results(medium, 1).getFirst().data()).isInstanceOf(MediaFailed.class);
    assertThat(returned("malformed")).isEqualTo(before + 1);
  }

  @Test
  void triesAgainWhileTheBlobStoreFails() throws IOException {
    store(TestPictures.jpeg(30, 20));
    double before = returned("blob_store");
    blobs.failNext(7);

    queues.upload(UUID.randomUUID(), upload("media/" + medium + "/original"));

    assertThat(queues.results(medium, 1).getFirst().data()).isInstanceOf(MediaProcessed.class);
    assertThat(returned("blob_store")).isEqualTo(before + 7);
    List<MediaDeferred> deferrals = queues.deferrals(medium);
    assertThat(deferrals).hasSize(7);
    assertThat(deferrals.getLast().job().tries())
        .hasSize(7)
        .allSatisfy(
            one -> assertThat(one.reason()).isEqualTo("blob_store: the store does not answer"));
    assertThat(
            Duration.between(
                deferrals.getLast().job().tries().getLast().at(), deferrals.getLast().notBefore()))
        .isBetween(Duration.ofMillis(2400), Duration.ofMillis(3200));
  }

  @Test
  void putsAsideUnreadWhatThreeProcessesDiedWith() throws IOException {
    String key = "media/" + medium + "/original";
    store(TestPictures.jpeg(30, 20));
    UUID event = UUID.randomUUID();
    for (int deaths = 0; deaths < 3; deaths++) {
      journal.begin(event);
    }

    queues.upload(event, upload(key));

    assertThat(queues.awaitDeadLetter(key))
        .isEqualTo("crash: begun 3 times before, and never ended");
    assertThat(queues.results(medium, 0)).isEmpty();
    assertThat(journal.deaths(event)).isZero();
  }

  @Test
  void putsAsideWhatBreaksTheWorkerWithTheHistoryOfItsTries() {
    String key = "media/" + medium + "/original";
    blobs.breakOn(BlobKey.parse(key));

    queues.upload(UUID.randomUUID(), upload(key));

    assertThat(queues.awaitDeadLetter(key)).contains("unforeseen: ", "a fault of ours");
    assertThat(queues.deferrals(medium)).hasSize(2);
    assertThat(queues.results(medium, 0)).isEmpty();
  }

  @Test
  void showsWhatItDidAndThatItLives() {
    queues.upload(UUID.randomUUID(), upload("media/" + medium + "/original"));
    assertThat(queues.results(medium, 1)).hasSize(1);

    given()
        .get(management + "metrics")
        .then()
        .statusCode(200)
        .body(containsString("tenk_worker_jobs_seconds_bucket"))
        .body(containsString("reason=\"original_missing\""))
        .body(containsString("tenk_vips_memory"));
    given().get(management + "health/live").then().body("status", equalTo("UP"));
    given().get(management + "health/ready").then().body("status", equalTo("UP"));
    given().get(management + "health/started").then().body("status", equalTo("UP"));
  }

  private double returned(String cause) {
    return registry.counter("tenk.worker.returned", "cause", cause).count();
  }
}
