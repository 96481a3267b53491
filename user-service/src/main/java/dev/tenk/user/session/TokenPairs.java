package dev.tenk.user.session;

import dev.tenk.platform.id.ShardedId;
import dev.tenk.user.token.AccessToken;
import dev.tenk.user.token.AccessTokens;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a client gets: a new access token, and the refresh token that is live now. */
@Singleton
class TokenPairs {

  private final AccessTokens accessTokens;
  private final RefreshTokens refreshTokens;

  TokenPairs(AccessTokens accessTokens, RefreshTokens refreshTokens) {
    this.accessTokens = accessTokens;
    this.refreshTokens = refreshTokens;
  }

  SignedIn issue(
      RefreshToken live, Instant endsAt, Set<String> roles, @Nullable String deviceToken) {
    ShardedId session = live.session();
    AccessToken access = accessTokens.issue(live.account(), session, roles);
    return new SignedIn(
        access.value(),
        access.lifetime().toSeconds(),
        refreshTokens.format(live),
        deviceToken,
        new SignedIn.Session(session, Instant.ofEpochMilli(session.epochMillis()), endsAt));
  }
}
