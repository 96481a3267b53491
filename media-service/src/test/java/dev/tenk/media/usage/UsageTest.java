package dev.tenk.media.usage;

import static dev.tenk.media.test.ServiceRows.keepUsageOf;
import static dev.tenk.media.test.ServiceRows.pretendToHold;
import static dev.tenk.media.test.ServiceRows.rowsOf;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.tenk.contract.AccountDeleted;
import dev.tenk.contract.CloudEvent;
import dev.tenk.contract.EventCodec;
import dev.tenk.contract.MediaFailed;
import dev.tenk.contract.Queues;
import dev.tenk.media.test.MediaServiceTest;
import dev.tenk.media.test.Pictures;
import dev.tenk.platform.id.ShardedId;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** An account may hold 110 media of 3 MiB together here. */
@QuarkusTest
class UsageTest extends MediaServiceTest {

  private static final int MEDIA = 110;
  private static final int LEFT = 12;
  private static final int AT_ONCE = 24;
  private static final int BYTES = 3 * 1024 * 1024;

  @Test
  void tellsWhatAnAccountHoldsAndMayHold() {
    byte[] one = Pictures.jpeg(8, 8);
    byte[] other = Pictures.jpeg(9, 9);
    as(owner)
        .get("/v1/usage")
        .then()
        .statusCode(200)
        .header("Cache-Control", "private, no-cache")
        .body("bytes", equalTo(0))
        .body("media", equalTo(0))
        .body("limits.bytes", equalTo(BYTES))
        .body("limits.media", equalTo(MEDIA));

    ShardedId id = upload(one);
    upload(one);
    upload(other);
    assertHolds(one.length + other.length, 2);
    as(owner).delete("/v1/media/" + id).then().statusCode(204);
    assertHolds(other.length, 1);
    as(owner).delete("/v1/media/" + id).then().statusCode(404);
    assertHolds(other.length, 1);
    given().get("/v1/usage").then().statusCode(401);
  }

  @Test
  void takesExactlyAsManyMediaAsFitOfManyThatComeAtOnce() throws Exception {
    // given
    pretendToHold(owner, MEDIA - LEFT);

    // when
    List<Response> answers = uploadAtOnce(pictures(0, 40));

    // then
    List<Response> taken = answers.stream().filter(it -> it.statusCode() == 202).toList();
    assertThat(taken).hasSize(LEFT);
    answers.stream().filter(it -> it.statusCode() != 202).forEach(UsageTest::assertRefused);
    assertThat(rowsOf(owner)).isEqualTo(LEFT);
    long bytes = taken.stream().mapToLong(it -> it.jsonPath().getLong("bytes")).sum();
    assertHolds(bytes, MEDIA);

    // when: room comes back while others want it
    for (Response freed : taken.subList(0, 3)) {
      as(owner).delete("/v1/media/" + freed.path("id")).then().statusCode(204);
      bytes -= freed.jsonPath().getLong("bytes");
    }
    List<Response> again = uploadAtOnce(pictures(40, 20));

    // then
    List<Response> takenAgain = again.stream().filter(it -> it.statusCode() == 202).toList();
    assertThat(takenAgain).hasSize(3);
    bytes += takenAgain.stream().mapToLong(it -> it.jsonPath().getLong("bytes")).sum();
    assertHolds(bytes, MEDIA);
  }

  /** More than there are connections, each of which would wait at the account's row with one. */
  @Test
  void leavesConnectionsToOthersWhileItsUploadsWaitForEachOther() throws Exception {
    // given
    upload(Pictures.jpeg(300, 7));
    int before = files().size();
    List<Future<Response>> waiting = new ArrayList<>();
    ShardedId busy = owner;
    try (ExecutorService clients = Executors.newFixedThreadPool(AT_ONCE)) {
      try (Connection _ = keepUsageOf(busy)) {
        pictures(0, AT_ONCE)
            .forEach(picture -> waiting.add(clients.submit(() -> tryUpload(busy, picture))));
        Awaitility.await()
            .atMost(Duration.ofSeconds(30))
            .until(() -> files().size() == before + AT_ONCE); // all are stored, none has its row

        // when
        for (int width = 1; width <= 3; width++) {
          Response answer = tryUpload(ids.newOwner(), Pictures.jpeg(width, 9));

          // then
          assertThat(answer.statusCode()).isEqualTo(202);
        }
      }
      for (Future<Response> answer : waiting) {
        assertThat(answer.get().statusCode()).isEqualTo(202);
      }
    }
    assertThat(rowsOf(busy)).isEqualTo(1 + AT_ONCE);
  }

  @Test
  void takesExactlyAsManyBytesAsFitAndLeavesNothingOfTheOthers() throws Exception {
    // given
    List<byte[]> large =
        IntStream.rangeClosed(1, 6)
            .mapToObj(width -> Arrays.copyOf(Pictures.jpeg(width, 5), BYTES / 3))
            .toList();
    int before = files().size();

    // when
    List<Response> answers = uploadAtOnce(large);

    // then
    assertThat(answers.stream().filter(it -> it.statusCode() == 202)).hasSize(3);
    answers.stream().filter(it -> it.statusCode() != 202).forEach(UsageTest::assertRefused);
    assertHolds(BYTES, 3);
    assertThat(files()).hasSize(before + 3);

    // and: the same bytes need no room, one byte more does
    int held =
        IntStream.range(0, 6)
            .filter(i -> answers.get(i).statusCode() == 202)
            .findFirst()
            .orElseThrow();
    assertThat(tryUpload(large.get(held)).statusCode()).isEqualTo(202);
    assertRefused(tryUpload(Pictures.jpeg(8, 8)));
  }

  @Test
  void givesBackWhatFailsAndTakesItAgainWhenThatIsMended() throws Exception {
    byte[] picture = Pictures.jpeg(8, 8);
    ShardedId id = upload(picture);

    report(new MediaFailed(id.value(), 1, "timeout", "Too slow."));
    awaitStatus(id, "failed");
    assertHolds(0, 0);
    report(processedAnew(id));
    awaitStatus(id, "ready");
    assertHolds(picture.length, 1);
    report(new MediaFailed(id.value(), 3, "timeout", "Too slow."));
    awaitStatus(id, "failed");
    as(owner).delete("/v1/media/" + id).then().statusCode(204);
    assertHolds(0, 0);
  }

  @Test
  void holdsNothingAfterTheAccountHasGone() {
    upload(Pictures.jpeg(8, 8));
    upload(Pictures.jpeg(9, 9));

    sendTo(
        Queues.ACCOUNT_EVENTS,
        EventCodec.encode(
            new CloudEvent<>(
                UUID.randomUUID(),
                "/user-service",
                owner.toString(),
                Instant.now(),
                new AccountDeleted(owner.value()))));

    Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertHolds(0, 0));
  }

  private void assertHolds(long bytes, int media) {
    var usage = as(owner).get("/v1/usage").then().statusCode(200).extract().jsonPath();
    assertThat(usage.getLong("bytes")).isEqualTo(bytes);
    assertThat(usage.getInt("media")).isEqualTo(media);
  }

  private static void assertRefused(Response answer) {
    answer
        .then()
        .statusCode(403)
        .contentType("application/problem+json")
        .body("type", equalTo("urn:tenk:problem:quota-exceeded"));
  }

  private static List<byte[]> pictures(int from, int count) {
    return IntStream.range(from, from + count)
        .mapToObj(width -> Pictures.jpeg(width + 1, 7))
        .toList();
  }

  private List<Response> uploadAtOnce(List<byte[]> pictures) throws Exception {
    List<Callable<Response>> calls = new ArrayList<>();
    pictures.forEach(picture -> calls.add(() -> tryUpload(picture)));
    List<Response> answers = new ArrayList<>();
    try (ExecutorService clients = Executors.newFixedThreadPool(8)) {
      for (Future<Response> answer : clients.invokeAll(calls)) {
        answers.add(answer.get());
      }
    }
    return answers;
  }

  private Response tryUpload(byte[] picture) {
    return tryUpload(owner, picture);
  }

  private static Response tryUpload(ShardedId account, byte[] picture) {
    return as(account).contentType("image/jpeg").body(picture).post("/v1/media");
  }
}
