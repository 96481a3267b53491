package dev.tenk.platform.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tenk.platform.http.ProblemException;
import dev.tenk.platform.redis.OwnRedis;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RateLimiterTest {

  private static final Duration LONG = Duration.ofSeconds(20);

  private final OwnRedis redis = new OwnRedis();
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

  @AfterEach
  void close() {
    redis.close();
  }

  @Test
  void sharesTheBucketAmongPods() {
    RateLimiter onePod = pod();
    RateLimiter another = pod();

    List<Boolean> taken =
        List.of(
            onePod.tryTake("three", "a"),
            another.tryTake("three", "a"),
            onePod.tryTake("three", "a"),
            another.tryTake("three", "a"),
            another.tryTake("three", "b"));

    assertThat(taken).containsExactly(true, true, true, false, true);
    onePod.giveBack("three", "a");
    assertThat(another.tryTake("three", "a")).isTrue();
    assertThat(another.tryTake("three", "a")).isFalse();
  }

  @Test
  void isExactUnderManyTriesAtOnce() throws Exception {
    RateLimiter onePod = pod();
    RateLimiter another = pod();
    List<Callable<Boolean>> tries =
        Stream.of(onePod, another)
            .flatMap(pod -> Stream.generate(() -> pod).limit(40))
            .map(pod -> (Callable<Boolean>) () -> pod.tryTake("fifty", "a"))
            .toList();

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> taken = threads.invokeAll(tries);
      assertThat(taken.stream().filter(Future::resultNow)).hasSize(50);
    }
  }

  @Test
  void keepsABucketNoLongerThanItMatters() {
    pod().tryTake("three", "a");

    assertThat(redis.blocking().key().pttl("rl:three:a")).isBetween(1L, 20_000L);
  }

  @Test
  void tellsWhenToTryAgain() {
    RateLimiter pod = pod();
    for (int i = 0; i < 3; i++) {
      pod.require("three", "a");
    }

    assertThatThrownBy(() -> pod.require("three", "a"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> {
              assertThat(problem.status()).isEqualTo(429);
              assertThat(problem.retryAfter().orElseThrow())
                  .isBetween(Duration.ofSeconds(15), Duration.ofSeconds(20));
            });
    assertThat(metrics.counter("tenk.rate.limit.refused", "policy", "three").count()).isOne();
  }

  @Test
  void countsForItselfWhileRedisIsPausedOrGone() {
    // given
    assertThat(pod().tryTake("three", "a")).isTrue();
    RateLimiter pod = pod(Duration.ofMillis(250));

    // when: paused
    redis.process().pause();

    // then: the pod's own quota, never none
    assertThat(Stream.generate(() -> pod.tryTake("three", "a")).limit(5).filter(taken -> taken))
        .hasSize(3);

    // when: killed and started again
    redis.process().resume();
    redis.process().kill();
    assertThat(pod.tryTake("three", "a")).isFalse();
    redis.startEmpty();

    // then: shared again
    await().atMost(LONG).until(() -> pod.tryTake("three", "a"));
    assertThat(metrics.counter("tenk.rate.limit.local").count()).isGreaterThanOrEqualTo(1);
  }

  private RateLimiter pod() {
    return pod(LONG);
  }

  private RateLimiter pod(Duration patience) {
    return new RateLimiter(
        redis.reactive(),
        new CurrentVertxRequest(),
        metrics,
        () -> Map.of("three", policy(3, 60), "fifty", policy(50, 3_600)),
        patience);
  }

  private static RateLimitConfig.Policy policy(int quota, int windowSeconds) {
    return new RateLimitConfig.Policy() {
      @Override
      public int quota() {
        return quota;
      }

      @Override
      public Duration window() {
        return Duration.ofSeconds(windowSeconds);
      }

      @Override
      public RateLimitConfig.By by() {
        return RateLimitConfig.By.ADDRESS;
      }
    };
  }
}
