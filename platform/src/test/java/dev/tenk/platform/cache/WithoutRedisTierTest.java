package dev.tenk.platform.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A cache whose entries do not live in Redis: it is not asked, and changes are heard of still. */
class WithoutRedisTierTest extends PodsOfTest {

  private static final String NOT_IN_REDIS = "policies.things.redis-ttl";
  private static final String NOT_IN_MEMORY = "policies.things.memory-ttl";

  @Test
  void eachPodLoadsForItsMemoryAlone() {
    // given
    Pod one = pod(NOT_IN_REDIS, "0S", NOT_IN_MEMORY, "1H");
    Pod other = pod(NOT_IN_REDIS, "0S", NOT_IN_MEMORY, "1H");

    // when
    for (Pod pod : List.of(one, other)) {
      assertThat(pod.get("a")).contains("one");
      assertThat(pod.get("a")).contains("one");
    }

    // then
    assertThat(things.loads).hasValue(2);
    assertThat(askedOfRedis(one)).isZero();
  }

  @Test
  void hearsOfChanges() {
    // given
    Pod one = pod(NOT_IN_REDIS, "0S", NOT_IN_MEMORY, "1H");
    Pod other = pod(NOT_IN_REDIS, "0S", NOT_IN_MEMORY, "1H");
    one.get("a");
    other.get("a");

    // when
    things.rows.put("a", "two");
    one.invalidate("a");

    // then
    assertThat(one.get("a")).contains("two");
    await().atMost(LONG).until(() -> other.get("a").equals(Optional.of("two")));
  }

  @Test
  void loadsManyByOneQuery() {
    // given
    things.rows.put("b", "two");
    Pod pod = pod(NOT_IN_REDIS, "0S", NOT_IN_MEMORY, "1H");

    // when
    Map<String, Pod.Thing> first = pod.cache.getAll(List.of("a", "b", "c"), ReadNeed.NOTHING);
    Map<String, Pod.Thing> second = pod.cache.getAll(List.of("a", "b", "c"), ReadNeed.NOTHING);

    // then
    assertThat(first).containsOnlyKeys("a", "b").isEqualTo(second);
    assertThat(things.queries).hasValue(1);
    assertThat(askedOfRedis(pod)).isZero();
  }

  @Test
  void everyReadReachesTheDatabaseWhereMemoryKeepsNothingEither() {
    // given
    Pod pod = pod(NOT_IN_REDIS, "0S", NOT_IN_MEMORY, "0S");

    // when
    pod.get("a");
    things.rows.put("a", "two");

    // then
    assertThat(pod.get("a")).contains("two");
    assertThat(pod.cache.get("a", ReadNeed.NEWEST)).succeedsWithin(LONG);
    assertThat(things.loads).hasValue(3);
    assertThat(askedOfRedis(pod)).isZero();
  }

  private static double askedOfRedis(Pod pod) {
    return pod.count("tenk.cache.requests", "tier", "redis")
        + pod.count("tenk.cache.fills.refused");
  }
}
