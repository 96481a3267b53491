package dev.tenk.platform.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tenk.platform.id.ShardedId;
import dev.tenk.platform.id.ShardedIds;
import dev.tenk.platform.redis.OwnRedis;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RevocationFollowerTest {

  private static final Duration LONG = Duration.ofSeconds(30);

  private final OwnRedis redis = new OwnRedis();
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final ShardedIds ids = new ShardedIds(Clock.systemUTC(), new SecureRandom());
  private final Settings settings = new Settings();
  private final RevocationLog log = new RevocationLog(redis.blocking(), settings);
  private final HeldRevocations held = new HeldRevocations(settings, Clock.systemUTC());
  private final RevocationFollower follower =
      new RevocationFollower(
          redis.client(), held, new RevocationMetrics(metrics), settings, Clock.systemUTC());

  @BeforeEach
  void start() {
    follower.start(new StartupEvent());
  }

  @AfterEach
  void close() {
    follower.end(new ShutdownEvent());
    redis.close();
  }

  @Test
  void isLoadedOnlyOnceTheLogIsWhole() {
    // given: a Redis that nobody has filled
    await().atMost(LONG).until(follower::isLinked);
    log.add(List.of(revocation()));
    assertThat(log.exists()).isFalse();
    assertThat(held.isLoaded()).isFalse();

    // when
    Revocation before = revocation();
    log.fill(List.of(before));
    log.fill(List.of(revocation()));

    // then
    await().atMost(LONG).until(held::isLoaded);
    assertThat(follower.hasSeen(before)).isTrue();
    assertThat(held.size()).isEqualTo(1);
  }

  @Test
  void hearsOfRevocationsAsTheyAreAdded() {
    // given
    log.fill(List.of());
    await().atMost(LONG).until(held::isLoaded);

    // when, then
    for (int i = 0; i < 20; i++) {
      Revocation revocation = revocation();
      log.add(List.of(revocation));
      await()
          .atMost(LONG)
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(1))
          .until(() -> follower.hasSeen(revocation));
    }
    assertThat(metrics.timer("tenk.revocation.spread").mean(TimeUnit.MILLISECONDS))
        .isLessThan(1_000);
  }

  @Test
  void countsAStoppedRedisAsALostLinkAndGoesOnWhereItWas() {
    // given
    log.fill(List.of());
    await().atMost(LONG).until(held::isLoaded);
    int links = follower.links();

    // when: nothing answers, and the connection stays open
    redis.process().pause();

    // then
    await().atMost(LONG).until(() -> !follower.isLinked());
    assertThat(held.isLoaded()).isTrue();

    // when
    redis.process().resume();
    Revocation inTheGap = revocation();
    await()
        .atMost(LONG)
        .ignoreExceptions()
        .until(
            () -> {
              log.add(List.of(inTheGap));
              return true;
            });

    // then
    await().atMost(LONG).until(() -> follower.hasSeen(inTheGap));
    assertThat(follower.links()).isGreaterThan(links);
  }

  @Test
  void keepsWhatItKnowsWhenRedisComesBackEmptyAndLearnsTheRest() {
    // given
    Revocation known = revocation();
    log.fill(List.of(known));
    await().atMost(LONG).until(held::isLoaded);

    // when
    redis.process().kill();
    await().atMost(LONG).until(() -> !follower.isLinked());
    redis.startEmpty();
    await().atMost(LONG).until(follower::isLinked);

    // then
    assertThat(held.size()).isEqualTo(1);

    // when: what was decided in the outage comes from PostgreSQL
    Revocation inTheOutage = revocation();
    log.fill(List.of(known, inTheOutage));

    // then
    await().atMost(LONG).until(() -> follower.hasSeen(inTheOutage));
    assertThat(held.size()).isEqualTo(2);
  }

  @Test
  void readsALongLogInParts() {
    // given
    List<Revocation> many = Stream.generate(this::revocation).limit(2_500).toList();

    // when
    log.fill(many);

    // then
    await().atMost(LONG).until(() -> held.size() == many.size());
  }

  private Revocation revocation() {
    ShardedId account = ids.newOwner();
    return new Revocation.OfSession(
        ids.newOwnedBy(account), Instant.ofEpochMilli(System.currentTimeMillis()));
  }

  private static final class Settings implements RevocationConfig {

    @Override
    public boolean enabled() {
      return true;
    }

    @Override
    public Duration keep() {
      return Duration.ofMinutes(10);
    }

    @Override
    public Duration heartbeat() {
      return Duration.ofMillis(250);
    }

    @Override
    public Duration lostAfter() {
      return Duration.ofSeconds(1);
    }
  }
}
