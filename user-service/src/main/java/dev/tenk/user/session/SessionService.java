package dev.tenk.user.session;

import dev.tenk.platform.http.ProblemException;
import dev.tenk.platform.id.ShardedId;
import dev.tenk.platform.id.ShardedIds;
import dev.tenk.user.account.Authenticator;
import dev.tenk.user.token.AccessToken;
import dev.tenk.user.token.AccessTokens;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import org.jboss.logging.Logger;

/** Signs people in, keeps them signed in, signs them out. */
@Singleton
class SessionService {

  private static final Logger LOG = Logger.getLogger(SessionService.class);

  private final Authenticator authenticator;
  private final SessionStore sessions;
  private final RefreshTokens refreshTokens;
  private final AccessTokens accessTokens;
  private final ShardedIds ids;
  private final InstantSource clock;

  SessionService(
      Authenticator authenticator,
      SessionStore sessions,
      RefreshTokens refreshTokens,
      AccessTokens accessTokens,
      ShardedIds ids,
      InstantSource clock) {
    this.authenticator = authenticator;
    this.sessions = sessions;
    this.refreshTokens = refreshTokens;
    this.accessTokens = accessTokens;
    this.ids = ids;
    this.clock = clock;
  }

  SignedIn signIn(SignIn signIn) {
    ShardedId account =
        authenticator
            .authenticate(signIn.login(), signIn.password())
            .orElseThrow(
                () ->
                    ProblemException.of(
                        401, "wrong-credentials", "Login and password do not fit together."));
    Set<String> roles = roles(account);
    ShardedId session = ids.newOwnedBy(account);
    Instant endsAt = sessions.create(account, session, clock.instant());
    return signedIn(new RefreshToken(account, session, 0), endsAt, roles);
  }

  /**
   * Asks for the roles first: once the token is rotated, a failure would cost the client its
   * session.
   */
  SignedIn refresh(Refresh refresh) {
    RefreshToken token =
        refreshTokens.parse(refresh.refreshToken()).orElseThrow(SessionService::notLive);
    Set<String> roles = roles(token.account());
    return switch (sessions.rotate(token, clock.instant())) {
      case Rotation.Live live ->
          signedIn(
              new RefreshToken(token.account(), token.session(), live.number()),
              live.endsAt(),
              roles);
      case Rotation.Reused _ -> {
        LOG.warnf("refresh token reused, session ended session=%s", token.session());
        throw notLive();
      }
      case Rotation.Ended _ -> throw notLive();
    };
  }

  void signOut(ShardedId session) {
    sessions.end(session);
  }

  private Set<String> roles(ShardedId account) {
    return authenticator.roles(account).orElseThrow(SessionService::notLive);
  }

  private SignedIn signedIn(RefreshToken token, Instant endsAt, Set<String> roles) {
    AccessToken access = accessTokens.issue(token.account(), token.session(), roles);
    return new SignedIn(
        access.value(),
        access.lifetime().toSeconds(),
        refreshTokens.format(token),
        new SignedIn.Session(
            token.session(), Instant.ofEpochMilli(token.session().epochMillis()), endsAt));
  }

  private static ProblemException notLive() {
    return ProblemException.of(
        401, "session-ended", "This refresh token is of no session that is live: sign in again.");
  }
}
