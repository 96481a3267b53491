package dev.tenk.media.stream;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenk.contract.MediaFailed;
import dev.tenk.embedded.redis.RedisPipe;
import dev.tenk.embedded.test.EventStream;
import dev.tenk.media.test.MediaServiceTest;
import dev.tenk.media.test.Pictures;
import dev.tenk.media.test.TestTokens;
import dev.tenk.platform.id.ShardedId;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
class EventStreamTest extends MediaServiceTest {

  @Test
  void tellsTheOwnerWhatBecomesOfAnUpload() throws Exception {
    try (EventStream stream = mine(null)) {
      // when
      ShardedId id = upload(Pictures.jpeg(8, 8));

      // then
      assertThat(stream.status()).isEqualTo(200);
      assertThat(stream.header("Content-Type")).startsWith("text/event-stream");
      assertThat(stream.header("Cache-Control")).isEqualTo("no-store");
      assertThat(stream.header("X-Accel-Buffering")).isEqualTo("no");
      EventStream.Event first = stream.next();
      assertThat(first.name()).isEqualTo("medium");
      assertThat(JsonPath.from(first.data()).getString("id")).isEqualTo(id.toString());
      assertThat(JsonPath.from(first.data()).getString("status")).isEqualTo("processing");
      assertThat(Long.parseLong(stream.retry())).isBetween(2_000L, 4_000L);
      assertThat(stream.comments()).isPositive();

      // when
      report(processed(id));

      // then: as the medium is read
      EventStream.Event ready = stream.next();
      assertThat(JsonPath.from(ready.data()).getString("status")).isEqualTo("ready");
      awaitStatus(id, "ready");
      assertThat(JsonPath.from(ready.data()).getMap(""))
          .isEqualTo(given().get("/v1/media/" + id).jsonPath().getMap(""));
    }
  }

  @Test
  void goesOnAfterTheLastEventThatWasSeen() throws Exception {
    // given
    String seen;
    ShardedId changed;
    ShardedId deleted;
    try (EventStream stream = mine(null)) {
      changed = upload(Pictures.jpeg(8, 8));
      deleted = upload(Pictures.jpeg(9, 9));
      stream.next();
      stream.next();
      seen = stream.lastEventId();
    }

    // when: nobody listens
    report(new MediaFailed(changed.value(), 1, "corrupt_image", "It cannot be read."));
    awaitStatus(changed, "failed");
    as(owner).delete("/v1/media/" + deleted).then().statusCode(204);

    // then: the state of each, in the order of their changes
    try (EventStream stream = mine(seen)) {
      EventStream.Event first = stream.next();
      assertThat(JsonPath.from(first.data()).getString("id")).isEqualTo(changed.toString());
      assertThat(JsonPath.from(first.data()).getString("status")).isEqualTo("failed");
      EventStream.Event second = stream.next();
      assertThat(second.name()).isEqualTo("deleted");
      assertThat(second.data()).isEqualTo("{\"id\":\"%s\"}".formatted(deleted));
    }
  }

  @Test
  void tellsTheStateOfOneMediumToWhoeverMaySeeIt() throws Exception {
    ShardedId id = upload(Pictures.jpeg(8, 8));
    try (EventStream stream = open("/v1/media/" + id + "/events", null, null)) {
      assertThat(JsonPath.from(stream.next().data()).getString("status")).isEqualTo("processing");

      // when: and another that it is not about
      upload(Pictures.jpeg(9, 9));
      report(processed(id));

      // then
      JsonPath next = JsonPath.from(nextOtherThan("processing", stream).data());
      assertThat(next.getString("status")).isEqualTo("ready");
      assertThat(next.getString("id")).isEqualTo(id.toString());

      // when
      as(owner).delete("/v1/media/" + id).then().statusCode(204);

      // then
      assertThat(stream.next().name()).isEqualTo("deleted");
    }
  }

  @Test
  void tellsNobodyOfTheMediaOfOthers() throws Exception {
    ShardedId other = owner;
    owner = ids.newOwner();
    try (EventStream stream = mine(null)) {
      ShardedId me = owner;
      owner = other;
      upload(Pictures.jpeg(8, 8));
      owner = me;
      ShardedId id = upload(Pictures.jpeg(9, 9));

      assertThat(JsonPath.from(stream.next().data()).getString("id")).isEqualTo(id.toString());
    }
  }

  @Test
  void refusesWhoIsNobodyAndWhatIsNothing() {
    try (EventStream anonymous = open("/v1/events", null, null);
        EventStream malformed = mine("17-x");
        EventStream nothing = open("/v1/media/" + ids.newOwnedBy(owner) + "/events", null, null)) {
      assertThat(anonymous.status()).isEqualTo(401);
      assertThat(malformed.status()).isEqualTo(400);
      assertThat(malformed.header("Content-Type")).isEqualTo("application/problem+json");
      assertThat(nothing.status()).isEqualTo(404);
    }
  }

  @Test
  void boundsTheStreamsOfAnAccount() {
    List<EventStream> streams = new ArrayList<>();
    try {
      for (int i = 0; i < 8; i++) {
        streams.add(mine(null));
        assertThat(streams.getLast().status()).isEqualTo(200);
      }
      try (EventStream tooMany = mine(null)) {
        assertThat(tooMany.status()).isEqualTo(429);
        assertThat(tooMany.header("Retry-After")).isEqualTo("5");
      }
    } finally {
      streams.forEach(EventStream::close);
    }
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              try (EventStream again = mine(null)) {
                return again.status() == 200;
              }
            });
  }

  @Test
  void endsWithItsToken() throws Exception {
    String token = TestTokens.of(owner, List.of(), Duration.ofSeconds(2));
    try (EventStream stream = open("/v1/events", token, null)) {
      assertThat(stream.status()).isEqualTo(200);

      stream.awaitEnd();
    }
  }

  @Test
  void endsWithItsSession() throws Exception {
    try (EventStream stream = mine(null);
        RedisPipe redis = new RedisPipe(System.getProperty("media.test.quarkus.redis.hosts"))) {
      assertThat(stream.status()).isEqualTo(200);

      long now = System.currentTimeMillis();
      redis.call("XADD", "revocations", "*", "r", "account %s %d - %d".formatted(owner, now, now));

      stream.awaitEnd();
    }
  }

  /** An event may come twice. */
  private static EventStream.Event nextOtherThan(String status, EventStream stream)
      throws InterruptedException {
    EventStream.Event event = stream.next();
    while (status.equals(JsonPath.from(event.data()).getString("status"))) {
      event = stream.next();
    }
    return event;
  }

  private EventStream mine(@Nullable String lastEventId) {
    return open("/v1/events", TestTokens.of(owner), lastEventId);
  }

  private static EventStream open(
      String path, @Nullable String token, @Nullable String lastEventId) {
    return EventStream.open(
        URI.create(RestAssured.baseURI + ":" + RestAssured.port + path), token, lastEventId);
  }
}
