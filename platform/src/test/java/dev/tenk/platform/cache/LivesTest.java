package dev.tenk.platform.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Objects;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LivesTest {

  private static final CacheConfig CONFIG =
      Settings.of(
          "policies.things.jitter", "0.2",
          "policies.things.redis-ttl", "100S",
          "policies.things.memory-ttl", "10S",
          "policies.things.negative-ttl", "5S");

  private static Lives<String> lives(DoubleSupplier random) {
    CacheConfig.Policy policy = Objects.requireNonNull(CONFIG.policies().get("things"));
    return new Lives<>(CONFIG, policy, String::length, random);
  }

  @Test
  void cutsLivesByAPartAtRandomAndNeverLengthensThem() {
    assertThat(lives(() -> 0).loaded("x")).isEqualTo(Duration.ofSeconds(100));
    assertThat(lives(() -> 0.5).loaded("x")).isEqualTo(Duration.ofSeconds(90));
    assertThat(lives(() -> 1).loaded("x")).isEqualTo(Duration.ofSeconds(80));
    assertThat(lives(() -> 1).loaded(null)).isEqualTo(Duration.ofSeconds(4));
  }

  @Test
  void entriesThatWereLoadedTogetherDoNotEndTogether() {
    // given
    Lives<String> lives = lives(new Random(35)::nextDouble);

    // when
    long[] ends =
        LongStream.range(0, 1_000).map(i -> lives.loaded("x").toSeconds()).sorted().toArray();

    // then: all over the fifth that may be cut, about fifty in each of its twenty seconds
    assertThat(ends[0]).isEqualTo(80);
    assertThat(ends[999]).isEqualTo(99);
    for (long second = 80; second < 100; second++) {
      long at = second;
      assertThat(LongStream.of(ends).filter(end -> end == at).count()).isBetween(20L, 90L);
    }
  }

  @Test
  void cutsLivesInMemoryTooAndRenewsInTheirLastPart() {
    // given
    Duration rest = Duration.ofMinutes(1);

    // when
    Entry<String> whole = lives(() -> 0).entry("x", null, rest, true, 1, 0);
    Entry<String> cut = lives(() -> 1).entry("x", null, rest, true, 1, 0);

    // then
    assertThat(whole.freshUntil()).isEqualTo(Duration.ofSeconds(10).toNanos());
    assertThat(cut.freshUntil()).isEqualTo(Duration.ofSeconds(8).toNanos());
    assertThat(whole.refreshAt()).isEqualTo(Duration.ofSeconds(8).toNanos());
  }

  @Test
  void memoryKeepsNothingLongerThanRedisNorThanIsAllowedWithoutALink() {
    // given
    Lives<String> lives = lives(() -> 0);

    // when, then
    assertThat(lives.entry("x", null, Duration.ofSeconds(3), true, 1, 0).freshUntil())
        .isEqualTo(Duration.ofSeconds(3).toNanos());
    assertThat(lives.entry("x", null, Duration.ofSeconds(30), false, 1, 0).freshUntil())
        .isEqualTo(Duration.ofSeconds(1).toNanos());
  }
}
