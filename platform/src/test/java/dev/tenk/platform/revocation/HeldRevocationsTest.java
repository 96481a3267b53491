package dev.tenk.platform.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenk.platform.id.ShardedId;
import dev.tenk.platform.id.ShardedIds;
import dev.tenk.platform.token.Caller;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class HeldRevocationsTest {

  private static final Instant NOW = Instant.parse("2026-05-04T03:02:01Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
  private final HeldRevocations held = new HeldRevocations(Duration.ofMinutes(10), now::get);
  private final ShardedIds ids = new ShardedIds(Clock.systemUTC(), new Random(7));
  private final ShardedId account = ids.newOwner();

  @Test
  void refusesASessionAlone() {
    ShardedId ended = session(-60);
    held.hold(new Revocation.OfSession(ended, NOW));

    assertThat(held.isRevoked(caller(ended))).isTrue();
    assertThat(held.isRevoked(caller(session(-60)))).isFalse();
  }

  @Test
  void refusesWhatBeganBeforeButTheKeptSession() {
    ShardedId kept = session(-60);
    held.hold(new Revocation.OfAccount(account, NOW, kept, NOW));

    assertThat(held.isRevoked(caller(session(-1)))).isTrue();
    assertThat(held.isRevoked(caller(session(0)))).isFalse();
    assertThat(held.isRevoked(caller(kept))).isFalse();
    assertThat(held.isRevoked(new Caller(account, "no id", Set.of(), NOW))).isTrue();
  }

  @Test
  void doesNotMindTheOrderInWhichTheyCome() {
    ShardedId kept = session(-60);
    held.hold(new Revocation.OfAccount(account, NOW, null, NOW));
    held.hold(new Revocation.OfAccount(account, NOW.minusSeconds(30), kept, NOW.minusSeconds(30)));

    assertThat(held.isRevoked(caller(kept))).isTrue();
    assertThat(held.isRevoked(caller(session(-1)))).isTrue();
  }

  @Test
  void forgetsWhatNoTokenCanNeed() {
    held.hold(new Revocation.OfSession(session(-60), NOW));
    held.hold(new Revocation.OfAccount(account, NOW, null, NOW.plusSeconds(1)));
    held.hold(new Revocation.OfSession(session(-60), NOW.minusSeconds(601)));
    assertThat(held.size()).isEqualTo(2);

    now.set(NOW.plusSeconds(601));
    held.forgetExpired();

    assertThat(held.size()).isEqualTo(1);
  }

  @Test
  void isReadFromItsText() {
    var ofSession = new Revocation.OfSession(session(-60), NOW);
    var ofAccount = new Revocation.OfAccount(account, NOW, session(-5), NOW.plusMillis(1));
    var ofAll = new Revocation.OfAccount(account, NOW, null, NOW.plusMillis(1));

    assertThat(Revocation.parse(ofSession.toString())).contains(ofSession);
    assertThat(Revocation.parse(ofAccount.toString())).contains(ofAccount);
    assertThat(Revocation.parse(ofAll.toString())).contains(ofAll);
    assertThat(Revocation.parse("key k1 1")).isEmpty();
    assertThat(Revocation.parse("session x")).isEmpty();
    assertThat(Revocation.parse("session " + account + " x")).isEmpty();
    assertThat(Revocation.parse("")).isEmpty();
  }

  private Caller caller(ShardedId session) {
    return new Caller(account, session.toString(), Set.of(), NOW.plusSeconds(300));
  }

  private ShardedId session(int secondsFromNow) {
    return ids.newOwnedBy(account, NOW.plusSeconds(secondsFromNow));
  }
}
