package dev.tenk.platform.cache;

import static org.awaitility.Awaitility.await;

import dev.tenk.platform.redis.OwnRedis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Pods over one Redis and one database, whose one row is {@code a}. */
abstract class PodsOfTest {

  static final Duration LONG = Duration.ofSeconds(20);

  /** What a busy machine does to Redis is not what is tested here. */
  private static final List<String> PATIENT =
      List.of("redis-patience", "10S", "redis-timeout", "10S", "lost-after", "20S");

  final OwnRedis redis = new OwnRedis();
  final Pod.Things things = new Pod.Things();
  private final List<Pod> pods = new ArrayList<>();

  @BeforeEach
  void fill() {
    things.rows.put("a", "one");
  }

  @AfterEach
  void close() {
    pods.forEach(Pod::close);
    redis.close();
  }

  final Pod pod(String... settings) {
    List<String> all = new ArrayList<>(PATIENT);
    all.addAll(List.of(settings));
    var pod = new Pod(redis.client(), things, Settings.of(all.toArray(new String[0])));
    pods.add(pod);
    await().atMost(LONG).until(pod.caches::isLinked);
    return pod;
  }

  static void awaitQuietly(CountDownLatch gate) {
    try {
      gate.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
