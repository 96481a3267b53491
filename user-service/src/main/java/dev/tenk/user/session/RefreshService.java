package dev.tenk.user.session;

import dev.tenk.platform.http.ProblemException;
import dev.tenk.user.account.Authenticator;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Keeps people signed in.
 *
 * <p>Asks PostgreSQL first: a session without a record has ended, whatever Redis has kept. Once the
 * token is rotated, a failure would cost the client its session.
 */
@Singleton
class RefreshService {

  private static final Logger LOG = Logger.getLogger(RefreshService.class);

  private final Authenticator authenticator;
  private final SessionRecords records;
  private final SessionStore store;
  private final SessionEnds ends;
  private final RefreshTokens refreshTokens;
  private final TokenPairs pairs;
  private final InstantSource clock;

  RefreshService(
      Authenticator authenticator,
      SessionRecords records,
      SessionStore store,
      SessionEnds ends,
      RefreshTokens refreshTokens,
      TokenPairs pairs,
      InstantSource clock) {
    this.authenticator = authenticator;
    this.records = records;
    this.store = store;
    this.ends = ends;
    this.refreshTokens = refreshTokens;
    this.pairs = pairs;
    this.clock = clock;
  }

  SignedIn refresh(Refresh refresh, Client client) {
    RefreshToken token =
        refreshTokens.parse(refresh.refreshToken()).orElseThrow(RefreshService::notLive);
    SessionRecord session =
        records.find(token.account(), token.session()).orElseThrow(RefreshService::notLive);
    Set<String> roles = authenticator.roles(token.account()).orElseThrow(RefreshService::notLive);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return switch (store.rotate(token, session, now)) {
      case Rotation.Live live -> {
        var next =
            new RefreshToken(token.account(), token.session(), live.number(), live.issuedAt());
        if (live.noteSeen()) {
          noteSeen(next, client, now);
        }
        yield pairs.issue(next, session.endsAt(), roles, null);
      }
      case Rotation.Reused _ -> {
        LOG.warnf("refresh token reused, session ended session=%s", token.session());
        ends.end(token.account(), token.session());
        throw notLive();
      }
      case Rotation.Ended _ -> throw notLive();
    };
  }

  /** The client has its successor in any case: that the note is missing is no reason to fail. */
  private void noteSeen(RefreshToken live, Client client, Instant now) {
    try {
      records.seen(live, client.address().text(), now);
    } catch (RuntimeException e) {
      LOG.warnf("session not noted as seen session=%s: %s", live.session(), e.getMessage());
    }
  }

  private static ProblemException notLive() {
    return ProblemException.of(
        401, "session-ended", "This refresh token is of no session that is live: sign in again.");
  }
}
