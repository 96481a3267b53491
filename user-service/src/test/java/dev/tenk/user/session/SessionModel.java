package dev.tenk.user.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenk.platform.http.ClientAddress;
import dev.tenk.platform.http.ProblemException;
import dev.tenk.platform.id.ShardedId;
import dev.tenk.platform.token.Caller;
import io.quarkus.redis.datasource.RedisDataSource;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * What must hold of one session, said simply: the last token that was given is live, the one before
 * it for ten seconds more, no other; a wrong one ends the session.
 *
 * <p>Where Redis has lost or taken back something since, an older token may be taken, once: but
 * from then on it alone has a successor.
 */
final class SessionModel {

  static final String REFUSED = "refused";

  private static final Duration GRACE = Duration.ofSeconds(10);
  private static final Duration IDLE = Duration.ofDays(14);

  private final RefreshService service;
  private final RefreshTokens refreshTokens;
  private final RedisDataSource redis;
  private final ShardedId account;
  private final ShardedId id;
  private final Instant endsAt;
  private final List<String> given = new ArrayList<>();
  private Map<String, String> remembered = Map.of();
  private String head;
  private String previous;
  private boolean ended;
  private boolean uncertain;

  SessionModel(
      RefreshService service,
      RefreshTokens refreshTokens,
      RedisDataSource redis,
      SignedIn signedIn) {
    this.service = service;
    this.refreshTokens = refreshTokens;
    this.redis = redis;
    this.head = signedIn.refreshToken();
    this.previous = head;
    this.id = signedIn.session().id();
    this.account = read(head).account();
    this.endsAt = signedIn.session().endsAt();
    given.add(head);
  }

  static Client client() {
    return new Client(new ClientAddress(InetAddress.getLoopbackAddress()), null);
  }

  ShardedId account() {
    return account;
  }

  ShardedId id() {
    return id;
  }

  String head() {
    return head;
  }

  String previous() {
    return previous;
  }

  String any(SplittableRandom random) {
    return given.get(random.nextInt(given.size()));
  }

  boolean isEnded() {
    return ended;
  }

  Caller caller(Instant now) {
    return new Caller(account, id.toString(), Set.of("user"), now.plusSeconds(300));
  }

  /** The successor that the service gives for a token, or {@link #REFUSED}. */
  String present(String token) {
    try {
      return service.refresh(new Refresh(token), client()).refreshToken();
    } catch (ProblemException e) {
      assertThat(e.status()).isEqualTo(401);
      return REFUSED;
    }
  }

  /** Presents a token and holds the answer against what must be. */
  void refresh(String token, Instant now, String where) {
    answered(token, present(token), now, where);
  }

  /** Holds an answer against what must be. */
  void answered(String token, String answer, Instant now, String where) {
    boolean refused = answer.equals(REFUSED);
    boolean inGrace = token.equals(previous) && !now.isAfter(issuedAt(head).plus(GRACE));
    if (ended || hasExpired(now)) {
      assertThat(refused).as("%s: it has ended", where).isTrue();
      ended = true;
    } else if (token.equals(head)) {
      assertThat(refused).as("%s: the live token", where).isFalse();
      goOn(token, answer);
    } else if (uncertain) {
      ended = refused;
      if (!refused && !answer.equals(head)) {
        remembered = Map.of(); // what was there before an older token was taken does not come back
        goOn(token, answer);
      }
    } else if (inGrace) {
      assertThat(answer).as("%s: one step behind", where).isEqualTo(head);
    } else {
      assertThat(refused).as("%s: a used token", where).isTrue();
      ended = true;
    }
  }

  void ended() {
    ended = true;
  }

  /** Redis has forgotten the session. */
  void lost() {
    uncertain = true;
  }

  /** Keeps what Redis has now. */
  void remember() {
    remembered = redis.hash(String.class).hgetall(SessionStore.key(id));
  }

  /** Redis is back at what was kept: a fail-over that lost the last writes. */
  void putBack() {
    if (!remembered.isEmpty()) {
      redis.key().del(SessionStore.key(id));
      redis.hash(String.class).hset(SessionStore.key(id), remembered);
      uncertain = true;
    }
  }

  private void goOn(String token, String successor) {
    assertThat(given).doesNotContain(successor);
    previous = token;
    head = successor;
    uncertain = false;
    given.add(successor);
  }

  private boolean hasExpired(Instant now) {
    return !now.isBefore(endsAt) || !now.isBefore(issuedAt(head).plus(IDLE));
  }

  private Instant issuedAt(String token) {
    return read(token).issuedAt();
  }

  private RefreshToken read(String token) {
    return refreshTokens.parse(token).orElseThrow();
  }
}
