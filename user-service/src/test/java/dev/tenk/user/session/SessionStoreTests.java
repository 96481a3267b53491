package dev.tenk.user.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenk.platform.id.ShardedId;
import dev.tenk.platform.id.ShardedIds;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SessionStoreTests {

  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  private static final Instant END = START.plus(Duration.ofDays(90));

  @Inject SessionStore store;
  @Inject RedisDataSource redis;
  @Inject ShardedIds ids;

  private ShardedId account;
  private ShardedId session;

  @BeforeEach
  void signIn() {
    account = ids.newOwner();
    session = ids.newOwnedBy(account);
    assertThat(store.create(account, session, START)).isEqualTo(END);
  }

  @Test
  void rotatesFromNumberToNumber() {
    assertThat(rotate(0, START.plusSeconds(1))).isEqualTo(new Rotation.Live(1, END));
    assertThat(rotate(1, START.plusSeconds(2))).isEqualTo(new Rotation.Live(2, END));
    assertThat(rotate(2, START.plusSeconds(3))).isEqualTo(new Rotation.Live(3, END));
  }

  @Test
  void givesTheSameSuccessorOneStepBehindWithinTheGrace() {
    // given
    Instant rotated = START.plusSeconds(60);
    rotate(0, rotated);

    // when, then: the grace counts from the rotation, not from the last try
    assertThat(rotate(0, rotated.plusSeconds(5))).isEqualTo(new Rotation.Live(1, END));
    assertThat(rotate(0, rotated.plusSeconds(10))).isEqualTo(new Rotation.Live(1, END));
    assertThat(rotate(1, rotated.plusSeconds(11))).isEqualTo(new Rotation.Live(2, END));
  }

  @Test
  void endsTheSessionOneStepBehindAfterTheGrace() {
    // given
    rotate(0, START);

    // when
    Rotation late = rotate(0, START.plusMillis(10_001));

    // then
    assertThat(late).isEqualTo(new Rotation.Reused());
    assertThat(rotate(1, START.plusMillis(10_002))).isEqualTo(new Rotation.Ended());
  }

  @Test
  void endsTheSessionTwoStepsBehindAtOnce() {
    // given
    rotate(0, START);
    rotate(1, START);

    // when, then
    assertThat(rotate(0, START)).isEqualTo(new Rotation.Reused());
    assertThat(rotate(2, START)).isEqualTo(new Rotation.Ended());
  }

  @Test
  void catchesUpWithATokenWhoseRotationRedisHasLost() {
    // given: Redis is back at number 0, the client holds number 3

    // when, then
    assertThat(rotate(3, START)).isEqualTo(new Rotation.Live(4, END));
    assertThat(rotate(0, START)).isEqualTo(new Rotation.Reused());
  }

  @Test
  void endsAtTheAbsoluteLifetime() {
    assertThat(rotate(0, END.minusMillis(1))).isEqualTo(new Rotation.Live(1, END));
    assertThat(rotate(1, END)).isEqualTo(new Rotation.Ended());
    assertThat(redis.key().exists(SessionStore.key(session))).isFalse();
  }

  @Test
  void expiresWhenIdleAndNeverLaterThanItsEnd() {
    // given
    String key = SessionStore.key(session);
    long idle = Duration.ofDays(14).toMillis();
    assertThat(redis.key().pttl(key)).isBetween(idle - 60_000, idle);

    // when
    rotate(0, START.plus(Duration.ofDays(1)));

    // then
    assertThat(redis.key().pttl(key)).isBetween(idle - 60_000, idle);

    // when: an hour before the end
    rotate(1, END.minus(Duration.ofHours(1)));

    // then
    assertThat(redis.key().pttl(key)).isBetween(3_540_000L, 3_600_000L);
  }

  @Test
  void endsWhenItsOwnerSignsOut() {
    // when
    store.end(session);

    // then
    assertThat(rotate(0, START)).isEqualTo(new Rotation.Ended());
  }

  private Rotation rotate(int number, Instant now) {
    return store.rotate(new RefreshToken(account, session, number), now);
  }
}
