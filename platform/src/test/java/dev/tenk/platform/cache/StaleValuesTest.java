package dev.tenk.platform.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What is old is renewed in time, and given out in need. */
class StaleValuesTest extends PodsOfTest {

  @Test
  void renewsAnEntryInTheLastPartOfItsLifeWhileItAnswers() {
    // given
    Pod pod =
        pod(
            "policies.things.memory-ttl", "1H",
            "policies.things.redis-ttl", "1H",
            "policies.things.refresh-ahead", "1");
    pod.get("a");
    things.rows.put("a", "two");

    // when: all of its life is the last part
    assertThat(pod.get("a")).contains("one");

    // then
    await().atMost(LONG).until(() -> pod.get("a").equals(Optional.of("two")));
  }

  @Test
  void givesOutAStaleValueWhenTheLoadFails() {
    // given
    Pod pod =
        pod(
            "policies.things.memory-ttl", "0.05S",
            "policies.things.redis-ttl", "0.05S",
            "policies.things.refresh-ahead", "0",
            "policies.things.stale-for", "3S");
    pod.get("a");
    things.beforeAnswer =
        () -> {
          throw new IllegalStateException("the database is away");
        };

    // when
    await().atMost(LONG).until(() -> pod.entry("a").stale());

    // then
    assertThat(pod.get("a")).contains("one");
    assertThat(pod.count("tenk.cache.stale", "reason", "failed-load")).isPositive();
    await()
        .atMost(LONG)
        .untilAsserted(
            () ->
                assertThatThrownBy(() -> pod.get("a")).hasRootCauseMessage("the database is away"));
  }

  @Test
  void givesOutAStaleValueWhenTheLoadIsSlow() {
    // given
    Pod pod =
        pod(
            "policies.things.memory-ttl", "0.05S",
            "policies.things.redis-ttl", "0.05S",
            "policies.things.refresh-ahead", "0",
            "policies.things.load-patience", "0.05S");
    pod.get("a");
    var gate = new CountDownLatch(1);
    things.rows.put("a", "two");
    things.beforeAnswer = () -> awaitQuietly(gate);

    // when
    await().atMost(LONG).until(() -> pod.entry("a").stale());
    gate.countDown();

    // then: the load went on
    await().atMost(LONG).until(() -> pod.get("a").equals(Optional.of("two")));
    assertThat(pod.count("tenk.cache.stale", "reason", "slow-load")).isPositive();
  }

  @Test
  void neverGivesOutAnInvalidatedValueInNeed() {
    // given
    Pod pod = pod();
    pod.get("a");
    things.beforeAnswer =
        () -> {
          throw new IllegalStateException("the database is away");
        };

    // when
    pod.invalidate("a");

    // then
    assertThatThrownBy(() -> pod.get("a")).hasRootCauseMessage("the database is away");
  }
}
