package dev.tenk.platform.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tenk.platform.cache.shared.Change;
import dev.tenk.platform.redis.OwnRedis;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a process has carried out is not carried out again when the log brings it back. */
class CarriedOutTest {

  private static final Duration LONG = Duration.ofSeconds(30);

  private final OwnRedis redis = new OwnRedis();
  private final Pod.Things things = new Pod.Things();
  private Pod pod;

  @BeforeEach
  void link() {
    pod = new Pod(redis.client(), things, Settings.of());
    await().atMost(LONG).until(pod.caches::isLinked);
  }

  @AfterEach
  void close() {
    pod.close();
    redis.close();
  }

  @Test
  void asksRedisNothingForWhatThisProcessHasTold() {
    Change change = change();
    invalidate(change);
    long calls = calls();

    replay(change);

    assertThat(calls()).isEqualTo(calls);
  }

  @Test
  void asksRedisForWhatComesAgainOrOfAnother() {
    Change change = change();
    invalidate(change);
    replay(change);
    long calls = calls();

    replay(change);
    replay(change());

    assertThat(calls()).isGreaterThanOrEqualTo(calls + 2);
  }

  @Test
  void carriesOutWhatRedisDidNotTake() {
    things.rows.put("a", "one");
    assertThat(pod.get("a")).contains("one");
    Change change = change();
    redis.process().pause();
    var told = pod.caches.invalidate(List.of(change)).toCompletableFuture();
    assertThatThrownBy(told::join).isNotNull();
    redis.process().resume();
    await().atMost(LONG).until(pod.caches::isRedisAvailable);
    long calls = calls();

    replay(change);

    assertThat(calls()).isGreaterThan(calls);
  }

  @Test
  void remembersSoManyAtMost() {
    var carriedOut = new CarriedOut();
    Change first = change();
    Change second = change();
    carriedOut.add(List.of(first, second));

    for (int i = 1; i < CarriedOut.REMEMBERED; i++) {
      carriedOut.add(List.of(change()));
    }

    assertThat(carriedOut.take(first)).isFalse();
    assertThat(carriedOut.take(second)).isTrue();
    assertThat(carriedOut.take(second)).isFalse();
  }

  private void invalidate(Change change) {
    Pod.join(pod.caches.invalidate(List.of(change)).toCompletableFuture());
  }

  private void replay(Change change) {
    Pod.join(pod.caches.replay(change).toCompletableFuture());
  }

  private long calls() {
    return pod.metrics.find("tenk.cache.redis.calls").timers().stream()
        .mapToLong(Timer::count)
        .sum();
  }

  private static Change change() {
    return new Change("things", "a", UUID.randomUUID(), System.currentTimeMillis());
  }
}
