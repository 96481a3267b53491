package dev.tenk.platform.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tenk.platform.cache.shared.Change;
import dev.tenk.platform.redis.Cable;
import dev.tenk.platform.redis.OwnRedis;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a pod remembers whose link to Redis was lost for a while. */
class LostLinkTest {

  private static final Duration LONG = Duration.ofSeconds(30);
  private static final CacheConfig CONFIG =
      Settings.of("redis-patience", "10S", "redis-timeout", "10S", "lost-after", "20S");

  private final OwnRedis redis = new OwnRedis();
  private final Pod.Things things = new Pod.Things();
  private Cable cable;
  private Pod pod;
  private Pod other;

  @BeforeEach
  void open() throws Exception {
    cable = new Cable(redis.url());
    pod = new Pod(redis.clientOf(cable.url()), things, CONFIG);
    other = new Pod(redis.client(), things, CONFIG);
    await().atMost(LONG).until(() -> pod.caches.isLinked() && other.caches.isLinked());
    things.rows.put("a", "one");
    things.rows.put("b", "one");
    pod.get("a");
    pod.get("b");
    assertThat(pod.cache.peek("a")).isNotNull();
  }

  @AfterEach
  void close() throws Exception {
    pod.close();
    other.close();
    cable.close();
    redis.close();
  }

  private void lose() {
    cable.cut();
    await().atMost(LONG).until(() -> !pod.caches.isLinked());
    assertThat(pod.cache.peek("a")).isNull();
  }

  private void find() {
    cable.mend();
    await().atMost(LONG).until(pod.caches::isLinked);
  }

  private Response answer(Request request) {
    return Pod.join(
        redis
            .client()
            .send(request)
            .map(LostLinkTest::present)
            .toCompletionStage()
            .toCompletableFuture());
  }

  private static Response present(@Nullable Response answer) {
    return Objects.requireNonNull(answer);
  }

  private Buffer stored(String key) {
    return answer(Request.cmd(Command.DUMP).arg("c:test:things:" + key)).toBuffer();
  }

  private void store(String key, Buffer dumped) {
    answer(
        Request.cmd(Command.RESTORE).arg("c:test:things:" + key).arg(0).arg(dumped).arg("REPLACE"));
  }

  private void change(String key, String text) {
    things.rows.put(key, text);
    other.invalidate(key);
  }

  @Test
  void remembersAllWhenNothingHasChanged() {
    // when
    lose();
    find();

    // then
    assertThat(pod.cache.peek("a")).isNotNull();
    assertThat(things.loads.get()).isEqualTo(2);
  }

  @Test
  void remembersWhatHasNotChangedMeanwhile() {
    // given: something was told before, so that there is a stream
    change("c", "one");

    // when
    lose();
    change("a", "two");
    find();

    // then
    assertThat(pod.cache.peek("a")).isNull();
    assertThat(pod.cache.peek("b")).isNotNull();
    assertThat(pod.get("a")).contains("two");
  }

  @Test
  void hearsOfWhatChangesAfterwards() {
    // given
    change("c", "one");
    lose();
    change("a", "two");
    find();
    assertThat(pod.get("a")).contains("two");

    // when
    change("a", "three");
    change("b", "two");

    // then
    await().atMost(LONG).until(() -> pod.get("a").orElseThrow().equals("three"));
    await().atMost(LONG).until(() -> pod.get("b").orElseThrow().equals("two"));
  }

  @Test
  void forgetsWhatItKeptWithoutALink() {
    // given
    change("c", "one");
    lose();
    things.rows.put("d", "one");
    assertThat(pod.get("d")).contains("one");
    change("d", "two");

    // when
    find();

    // then
    assertThat(pod.cache.peek("d")).isNull();
    assertThat(pod.get("d")).contains("two");
  }

  @Test
  void takesBackFromRedisWhatItHasOfBefore() {
    // given: Redis has lost the tombstones, and loads of before have come late
    change("c", "one");
    Buffer a = stored("a");
    Buffer b = stored("b");
    lose();
    change("a", "two");
    change("b", "two");
    store("a", a);
    store("b", b);

    // when
    find();

    // then
    await().atMost(LONG).until(() -> !stored("a").equals(a) && !stored("b").equals(b));
    assertThat(pod.get("a")).contains("two");
    assertThat(other.get("b")).contains("two");
  }

  @Test
  void forgetsAllWhenSomethingThatWasToldIsGone() {
    // given
    change("c", "one");

    // when
    lose();
    change("a", "two");
    change("c", "two");
    answer(Request.cmd(Command.XTRIM).arg("invalidations:test").arg("MAXLEN").arg("=").arg(1));
    find();

    // then
    assertThat(pod.cache.peek("a")).isNull();
    assertThat(pod.cache.peek("b")).isNull();
    assertThat(pod.get("a")).contains("two");
  }

  @Test
  void forgetsAllWhenMoreHasChangedThanIsReadAtOnce() {
    // given
    change("c", "one");

    // when
    lose();
    Pod.join(
        other
            .caches
            .invalidate(
                IntStream.range(0, 1_001)
                    .mapToObj(
                        i ->
                            new Change(
                                "things", "k" + i, UUID.randomUUID(), System.currentTimeMillis()))
                    .toList())
            .toCompletableFuture());
    find();

    // then
    assertThat(pod.cache.peek("b")).isNull();
  }

  @Test
  void forgetsAllWhenRedisHasStartedAnew() {
    // given: both runs of the server have a stream with an entry
    change("c", "one");

    // when
    redis.process().kill();
    await().atMost(LONG).until(() -> !pod.caches.isLinked() && !other.caches.isLinked());
    redis.startEmpty();
    await().atMost(LONG).until(() -> pod.caches.isLinked() && other.caches.isLinked());

    // then
    assertThat(List.of("a", "b")).allSatisfy(key -> assertThat(pod.cache.peek(key)).isNull());
  }
}
