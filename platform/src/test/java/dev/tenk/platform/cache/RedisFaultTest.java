package dev.tenk.platform.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tenk.platform.redis.OwnRedis;
import dev.tenk.platform.redis.SlowLink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** No request fails that the database can answer, whatever Redis does. */
class RedisFaultTest {

  private static final Duration LONG = Duration.ofSeconds(30);
  private static final long HARD_TIMEOUT_MILLIS = 500;

  private final OwnRedis redis = new OwnRedis();
  private final Pod.Things things = new Pod.Things();
  private final List<Pod> pods = new ArrayList<>();

  @AfterEach
  void close() {
    pods.forEach(Pod::close);
    redis.close();
  }

  private Pod pod() {
    var pod = new Pod(redis.client(), things, Settings.of());
    pods.add(pod);
    await().atMost(LONG).until(pod.caches::isLinked);
    return pod;
  }

  @Test
  void answersWhenRedisIsKilledInTheMiddleOfALoad() {
    // given
    Pod pod = pod();
    things.rows.put("a", "one");
    var gate = new CountDownLatch(1);
    things.beforeAnswer = () -> awaitQuietly(gate);
    CompletableFuture<Entry<Pod.Thing>> loading = pod.cache.get("a").toCompletableFuture();
    await().atMost(LONG).until(() -> things.loads.get() == 1);

    // when
    redis.process().kill();
    gate.countDown();

    // then
    assertThat(Pod.join(loading).value()).isEqualTo(new Pod.Thing("one"));
    things.beforeAnswer = () -> {};
    for (int i = 0; i < 100; i++) {
      things.rows.put("k" + i, "v" + i);
      assertThat(pod.get("k" + i)).contains("v" + i);
    }
    assertThat(pod.caches.isRedisAvailable()).isFalse();
  }

  @Test
  void aDeadRedisCostsMicroseconds() {
    // given
    Pod pod = pod();
    redis.process().kill();
    await().atMost(LONG).until(() -> !pod.caches.isLinked() && !pod.caches.isRedisAvailable());
    things.rows.put("a", "one");

    // when: each asks for another key, hence Redis
    long slowest = 0;
    List<Long> times = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      long began = System.nanoTime();
      pod.get("none" + i);
      times.add(System.nanoTime() - began);
    }

    // then: a virtual thread and the loader, no waiting for Redis
    times.sort(null);
    slowest = times.get((int) (times.size() * 0.9));
    assertThat(Duration.ofNanos(slowest)).isLessThan(Duration.ofMillis(5));
  }

  @Test
  void staysUnderTheHardTimeoutWhileRedisIsPausedAndAgreesAfterwards() {
    // given
    Pod one = pod();
    Pod other = pod();
    things.rows.put("a", "one");
    one.get("a");
    other.get("a");

    // when: nothing answers for five seconds, connections stay open; the value changes meanwhile
    redis.process().pause();
    List<Long> millis = new ArrayList<>();
    long began = System.nanoTime();
    AtomicInteger number = new AtomicInteger();
    while (System.nanoTime() - began < Duration.ofSeconds(5).toNanos()) {
      String key = "k" + number.incrementAndGet();
      things.rows.put(key, "v");
      long asked = System.nanoTime();
      assertThat((number.get() % 2 == 0 ? one : other).get(key)).contains("v");
      millis.add(Duration.ofNanos(System.nanoTime() - asked).toMillis());
      if (number.get() == 20) {
        things.rows.put("a", "two");
      }
    }
    redis.process().resume();

    // then
    millis.sort(null);
    assertThat(millis.get((int) (millis.size() * 0.99))).isLessThan(HARD_TIMEOUT_MILLIS);
    await().atMost(LONG).until(() -> one.caches.isLinked() && other.caches.isLinked());
    // the row of the invalidation is replayed once there is a link
    one.invalidate("a");
    await()
        .atMost(LONG)
        .until(
            () -> one.get("a").equals(Optional.of("two")) && other.get("a").equals(one.get("a")));
  }

  @Test
  void isNotSlowedDownByASlowLink() throws Exception {
    // given: an answer of Redis takes a fifth of a second
    try (var link = new SlowLink(redis.url(), Duration.ofMillis(100));
        var pod = new Pod(redis.clientOf(link.url()), things, Settings.of())) {
      await().atMost(LONG).until(pod.caches::isLinked);

      // when
      List<Long> millis = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        things.rows.put("k" + i, "v");
        long asked = System.nanoTime();
        assertThat(pod.get("k" + i)).contains("v");
        millis.add(Duration.ofNanos(System.nanoTime() - asked).toMillis());
      }

      // then: the patience, and what a busy machine adds
      millis.sort(null);
      assertThat(millis.get(20)).isLessThan(150);
      assertThat(millis.getLast()).isLessThan(HARD_TIMEOUT_MILLIS);
    }
  }

  @Test
  void dropsMemoryWhenTheLinkIsLost() {
    // given
    Pod pod = pod();
    things.rows.put("a", "one");
    pod.get("a");
    assertThat(pod.cache.peek("a")).isNotNull();

    // when
    redis.process().pause();
    await().atMost(LONG).until(() -> !pod.caches.isLinked());

    // then: what is kept now ends within the second
    assertThat(pod.cache.peek("a")).isNull();
    things.rows.put("a", "two");
    assertThat(pod.get("a")).contains("two");
    things.rows.put("a", "three");
    await().atMost(LONG).until(() -> pod.get("a").equals(Optional.of("three")));
    redis.process().resume();
  }

  @Test
  void fillsARedisThatCameBackEmpty() {
    // given
    Pod one = pod();
    Pod other = pod();
    things.rows.put("a", "one");
    one.get("a");

    // when
    redis.restartEmpty();
    await()
        .atMost(LONG)
        .until(
            () ->
                one.caches.isLinked()
                    && other.caches.isLinked()
                    && one.caches.isRedisAvailable()
                    && other.caches.isRedisAvailable());

    // then
    assertThat(one.get("a")).contains("one");
    int loads = things.loads.get();
    assertThat(other.get("a")).contains("one");
    assertThat(things.loads.get()).isEqualTo(loads);
    things.rows.put("a", "two");
    other.invalidate("a");
    await().atMost(LONG).until(() -> one.get("a").equals(Optional.of("two")));
  }

  private static void awaitQuietly(CountDownLatch gate) {
    try {
      gate.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
