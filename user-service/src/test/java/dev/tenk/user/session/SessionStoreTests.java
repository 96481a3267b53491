package dev.tenk.user.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenk.platform.id.ShardedId;
import dev.tenk.platform.id.ShardedIds;
import dev.tenk.user.revocation.SessionsEnded;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SessionStoreTests {

  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  private static final Instant END = START.plus(Duration.ofDays(90));

  @Inject SessionStore store;
  @Inject RedisDataSource redis;
  @Inject ShardedIds ids;

  private RefreshToken first;
  private SessionRecord session;

  @BeforeEach
  void signIn() {
    ShardedId account = ids.newOwner();
    first = RefreshToken.first(account, ids.newOwnedBy(account, START));
    session = new SessionRecord(null, "203.0.113.9", START, END, first);
  }

  @Test
  void rotatesFromNumberToNumber() {
    RefreshToken second = rotated(first, START.plusSeconds(1));
    RefreshToken third = rotated(second, START.plusSeconds(2));

    assertThat(second).isEqualTo(token(1, START.plusSeconds(1)));
    assertThat(third).isEqualTo(token(2, START.plusSeconds(2)));
  }

  @Test
  void givesTheSameSuccessorOneStepBehindWithinTheGrace() {
    // given
    Instant rotated = START.plusSeconds(60);
    RefreshToken second = rotated(first, rotated);

    // when, then: the grace counts from the rotation, not from the last try
    assertThat(rotated(first, rotated.plusSeconds(5))).isEqualTo(second);
    assertThat(rotated(first, rotated.plusSeconds(10))).isEqualTo(second);
    assertThat(rotated(second, rotated.plusSeconds(11)).number()).isEqualTo(2);
  }

  @Test
  void endsTheSessionOneStepBehindAfterTheGrace() {
    // given
    RefreshToken second = rotated(first, START);

    // when
    Rotation late = rotate(first, START.plusMillis(10_001));

    // then: also for the one who holds the live token
    assertThat(late).isEqualTo(new Rotation.Reused());
    assertThat(rotate(second, START.plusMillis(10_002))).isEqualTo(new Rotation.Reused());
  }

  @Test
  void endsTheSessionTwoStepsBehindAtOnce() {
    // given
    RefreshToken third = rotated(rotated(first, START), START);

    // when, then
    assertThat(rotate(first, START)).isEqualTo(new Rotation.Reused());
    assertThat(rotate(third, START)).isEqualTo(new Rotation.Reused());
  }

  @Test
  void catchesUpWithATokenWhoseRotationRedisHasLost() {
    // given: Redis is back at number 1, the client holds number 3
    RefreshToken second = rotated(first, START.plusSeconds(1));
    RefreshToken fourth = token(3, START.plusSeconds(3));

    // when, then
    assertThat(rotated(fourth, START.plusSeconds(4)).number()).isEqualTo(4);
    assertThat(rotate(second, START.plusSeconds(5))).isEqualTo(new Rotation.Reused());
  }

  @Test
  void endsTheSessionWhenSomebodyWentOnFromAnOlderTokenAfterALoss() {
    // given: the client holds number 3; Redis was lost, and a thief came first with number 0
    RefreshToken ofTheClient = token(3, START.plusSeconds(3));
    RefreshToken ofTheThief = rotated(first, START.plusSeconds(60));

    // when
    Rotation rotation = rotate(ofTheClient, START.plusSeconds(61));

    // then
    assertThat(rotation).isEqualTo(new Rotation.Reused());
    assertThat(rotate(ofTheThief, START.plusSeconds(62))).isEqualTo(new Rotation.Reused());
  }

  @Test
  void tellsTwoTokensOfOneNumberApart() {
    // given: both made of number 0, the first before Redis was lost
    RefreshToken ofTheClient = rotated(first, START.plusSeconds(3));
    redis.key().del(SessionStore.key(first.session()));
    rotated(first, START.plusSeconds(5));

    // when, then
    assertThat(rotate(ofTheClient, START.plusSeconds(6))).isEqualTo(new Rotation.Reused());
  }

  @Test
  void goesOnFromTheRecordWhenRedisHasForgotten() {
    // given
    RefreshToken second = rotated(first, START.plusSeconds(61));
    session = new SessionRecord(null, "203.0.113.9", START.plusSeconds(61), END, second);
    redis.key().del(SessionStore.key(first.session()));

    // when, then
    assertThat(rotated(second, START.plusSeconds(100))).isEqualTo(token(2, START.plusSeconds(100)));
    assertThat(rotate(first, START.plusSeconds(101))).isEqualTo(new Rotation.Reused());
  }

  @Test
  void endsAtTheAbsoluteLifetime() {
    Instant lately = END.minus(Duration.ofDays(1));
    session = new SessionRecord(null, "203.0.113.9", lately, END, token(7, lately));

    RefreshToken last = rotated(token(7, lately), END.minusMillis(1));

    assertThat(rotate(last, END)).isEqualTo(new Rotation.Ended());
    assertThat(redis.key().exists(SessionStore.key(first.session()))).isFalse();
  }

  @Test
  void expiresWhenIdleAndNeverLaterThanItsEnd() {
    // given
    String key = SessionStore.key(first.session());
    long idle = Duration.ofDays(14).toMillis();

    // when
    RefreshToken second = rotated(first, START.plus(Duration.ofDays(1)));

    // then
    assertThat(redis.key().pttl(key)).isBetween(idle - 60_000, idle);
    assertThat(rotate(second, START.plus(Duration.ofDays(15)))).isEqualTo(new Rotation.Ended());

    // when: an hour before the end
    session = new SessionRecord(null, "::1", END, END, token(7, END.minusSeconds(7_200)));
    rotated(token(7, END.minusSeconds(7_200)), END.minusSeconds(3_600));

    // then
    assertThat(redis.key().pttl(key)).isBetween(3_540_000L, 3_600_000L);
  }

  @Test
  void asksForANoteOfTheLastSightOnceAMinute() {
    Rotation.Live soon = (Rotation.Live) rotate(first, START.plusSeconds(59));
    Rotation.Live due = (Rotation.Live) rotate(token(1, soon.issuedAt()), START.plusSeconds(60));
    Rotation.Live again = (Rotation.Live) rotate(token(2, due.issuedAt()), START.plusSeconds(119));

    assertThat(List.of(soon.noteSeen(), due.noteSeen(), again.noteSeen()))
        .containsExactly(false, true, false);
  }

  @Test
  void forgetsEndedSessions() {
    // given
    rotated(first, START.plusSeconds(1));

    // when
    store.forget(new SessionsEnded(List.of(first.session())));

    // then
    Awaitility.await().until(() -> !redis.key().exists(SessionStore.key(first.session())));
  }

  private RefreshToken token(int number, Instant issuedAt) {
    return new RefreshToken(first.account(), first.session(), number, issuedAt);
  }

  private Rotation rotate(RefreshToken token, Instant now) {
    return store.rotate(token, session, now);
  }

  private RefreshToken rotated(RefreshToken token, Instant now) {
    Rotation rotation = rotate(token, now);
    assertThat(rotation).isInstanceOf(Rotation.Live.class);
    Rotation.Live live = (Rotation.Live) rotation;
    return token(live.number(), live.issuedAt());
  }
}
