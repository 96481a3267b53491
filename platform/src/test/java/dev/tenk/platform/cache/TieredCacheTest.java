package dev.tenk.platform.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tenk.platform.cache.shared.Change;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class TieredCacheTest extends PodsOfTest {

  @Test
  void answersFromMemoryThenFromRedisThenFromTheDatabase() {
    // given
    Pod one = pod();
    Pod other = pod();

    // when, then
    assertThat(one.get("a")).contains("one");
    assertThat(one.get("a")).contains("one");
    assertThat(other.get("a")).contains("one");
    assertThat(things.loads).hasValue(1);
    assertThat(one.count("tenk.cache.requests", "tier", "redis", "result", "miss")).isOne();
    assertThat(other.count("tenk.cache.requests", "tier", "redis", "result", "hit")).isOne();
    assertThat(
            one.metrics
                .get("tenk.cache.requests")
                .tags("tier", "memory", "result", "hit")
                .functionCounter()
                .count())
        .isOne();
    assertThat(one.metrics.get("tenk.cache.bytes").gauge().value()).isBetween(200.0, 300.0);
    assertThat(one.cache.peek("a")).isNotNull();
    assertThat(one.cache.peek("b")).isNull();
  }

  @Test
  void remembersForAShortTimeThatThereIsNone() {
    // given
    Pod pod = pod("policies.things.negative-ttl", "0.3S");

    // when
    assertThat(pod.get("b")).isEmpty();
    assertThat(pod.get("b")).isEmpty();

    // then
    assertThat(things.loads).hasValue(1);
    things.rows.put("b", "two");
    await().atMost(LONG).until(() -> pod.get("b").isPresent());
  }

  @Test
  void loadsAKeyOnceForAThousandWaitersInTwoPods() {
    // given
    Pod one = pod("policies.things.lease-patience", "10S");
    Pod other = pod("policies.things.lease-patience", "10S");
    var gate = new CountDownLatch(1);
    things.beforeAnswer = () -> Pod.join(CompletableFuture.runAsync(() -> awaitQuietly(gate)));

    // when
    List<CompletableFuture<Entry<Pod.Thing>>> waiting = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      waiting.add(one.cache.get("a").toCompletableFuture());
      waiting.add(other.cache.get("a").toCompletableFuture());
    }
    await().atMost(LONG).until(() -> things.loads.get() == 1);
    gate.countDown();

    // then
    waiting.forEach(each -> assertThat(Pod.join(each).value()).isEqualTo(new Pod.Thing("one")));
    assertThat(things.loads).hasValue(1);
  }

  @Test
  void tellsAllPodsOfAChange() {
    // given
    Pod one = pod();
    Pod other = pod();
    one.get("a");
    other.get("a");

    // when
    things.rows.put("a", "two");
    one.invalidate("a");

    // then
    assertThat(one.get("a")).contains("two");
    await().atMost(LONG).until(() -> other.get("a").equals(Optional.of("two")));
    assertThat(other.count("tenk.cache.invalidations", "direction", "received")).isOne();
    assertThat(one.count("tenk.cache.invalidations", "direction", "sent")).isOne();
    assertThat(things.loads).hasValue(2);
  }

  @Test
  void tellsOfSeveralChangesARedisThatHasSeenNoScript() {
    // given
    Pod pod = pod();
    List<Change> changes =
        List.of(
            new Change("things", "a", UUID.randomUUID(), System.currentTimeMillis()),
            new Change("things", "b", UUID.randomUUID(), System.currentTimeMillis()));

    // when
    Pod.join(pod.caches.invalidate(changes).toCompletableFuture());

    // then: their tombstones stand
    for (String key : List.of("c:test:things:a", "c:test:things:b")) {
      assertThat(Pod.join(exists(key))).isEqualTo("1");
    }
  }

  private CompletableFuture<String> exists(String key) {
    return redis
        .client()
        .send(Request.cmd(Command.EXISTS).arg(key))
        .map(answer -> Objects.requireNonNull(answer).toString())
        .toCompletionStage()
        .toCompletableFuture();
  }

  @Test
  void manyKeysAreFoundByARedisThatHasSeenNoScript() {
    // given
    Pod pod = pod();

    // when
    Map<String, Pod.Thing> found = pod.cache.getAll(List.of("a", "b"), ReadNeed.NOTHING);

    // then
    assertThat(found).containsOnlyKeys("a");
    assertThat(pod.count("tenk.cache.requests", "tier", "redis", "result", "away")).isZero();
  }

  @Test
  void aLoadThatBeganBeforeAChangeIsKeptNowhere() {
    // given: a load that has read, and does not answer yet
    Pod one = pod();
    Pod other = pod();
    var gate = new CountDownLatch(1);
    things.beforeAnswer = () -> awaitQuietly(gate);
    CompletableFuture<Entry<Pod.Thing>> old = one.cache.get("a").toCompletableFuture();
    await().atMost(LONG).until(() -> things.loads.get() == 1);

    // when
    things.beforeAnswer = () -> {};
    things.rows.put("a", "two");
    other.invalidate("a");
    await()
        .atMost(LONG)
        .until(() -> one.count("tenk.cache.invalidations", "direction", "received") == 1);
    gate.countDown();

    // then: who asked before may get it, who asks afterwards does not
    assertThat(Pod.join(old).value()).isEqualTo(new Pod.Thing("one"));
    assertThat(one.get("a")).contains("two");
    assertThat(other.get("a")).contains("two");
    assertThat(one.count("tenk.cache.fills.refused")).isOne();
  }

  @Test
  void carriesOutAChangeOfAProcessThatDied() {
    // given
    Pod one = pod();
    Pod other = pod();
    one.get("a");
    other.get("a");
    things.rows.put("a", "two");
    var change = new Change("things", "a", UUID.randomUUID(), System.currentTimeMillis());

    // when
    Pod.join(one.caches.replay(change).toCompletableFuture());

    // then
    assertThat(one.get("a")).contains("two");
    await().atMost(LONG).until(() -> other.get("a").equals(Optional.of("two")));

    // when: it comes again
    int loads = things.loads.get();
    Pod.join(other.caches.replay(change).toCompletableFuture());

    // then: it was carried out before
    assertThat(one.get("a")).contains("two");
    assertThat(other.get("a")).contains("two");
    assertThat(things.loads).hasValue(loads);
  }

  @Test
  void givesWhoWroteNothingThatIsOlder() {
    // given: an entry of which is not known what it has seen
    Pod pod = pod();
    pod.get("a");
    things.rows.put("a", "two");
    var written = new ReadNeed.AtLeast(new Position(1, 1, 100));

    // when, then
    assertThat(pod.get("a")).contains("one");
    assertThat(value(pod, written)).isEqualTo("two");
    assertThat(pod.get("a")).contains("two");
    int loads = things.loads.get();
    assertThat(value(pod, written)).isEqualTo("two");
    assertThat(value(pod, new ReadNeed.AtLeast(new Position(1, 1, 99)))).isEqualTo("two");
    assertThat(things.loads).hasValue(loads);
    assertThat(value(pod, new ReadNeed.AtLeast(new Position(1, 1, 101)))).isEqualTo("two");
    assertThat(value(pod, ReadNeed.NEWEST)).isEqualTo("two");
    assertThat(things.loads).hasValue(loads + 2);
  }

  private static String value(Pod pod, ReadNeed need) {
    return pod.cache.await("a", need).optional().map(Pod.Thing::text).orElse("");
  }

  @Test
  void findsManyByOneQuery() {
    // given
    Pod pod = pod();
    for (int i = 0; i < 50; i++) {
      things.rows.put("k" + i, "v" + i);
    }
    pod.get("k0");
    List<String> keys = new ArrayList<>(things.rows.keySet());
    keys.add("none");
    int before = things.queries.get();

    // when
    Map<String, Pod.Thing> found = pod.cache.getAll(keys, ReadNeed.NOTHING);
    Map<String, Pod.Thing> again = pod().cache.getAll(keys, ReadNeed.NOTHING);

    // then
    assertThat(found).hasSize(51).containsEntry("k7", new Pod.Thing("v7"));
    assertThat(again).isEqualTo(found);
    assertThat(things.queries).hasValue(before + 1);
    assertThat(things.loads).hasValue(1 + 51);
  }

  @Test
  void keepsMemoryWithinItsWeight() {
    // given
    Pod pod = pod("policies.things.max-bytes", "10K");

    // when
    for (int i = 0; i < 200; i++) {
      things.rows.put("k" + i, "x".repeat(100));
      pod.get("k" + i);
    }

    // then
    assertThat(pod.metrics.get("tenk.cache.bytes").gauge().value()).isBetween(1.0, 10_240.0);
  }
}
