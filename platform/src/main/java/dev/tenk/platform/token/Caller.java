package dev.tenk.platform.token;

import dev.tenk.platform.id.ShardedId;
import java.security.Principal;
import java.time.Instant;
import java.util.Set;

/**
 * Who is calling, as a verified access token says.
 *
 * @param account the account, the token's {@code sub}
 * @param session the session that the token was given to, its {@code sid}
 * @param roles what the account may do, its {@code groups}
 * @param expiresAt when the token ends
 */
public record Caller(ShardedId account, String session, Set<String> roles, Instant expiresAt)
    implements Principal {

  /** Copies the set. */
  public Caller {
    roles = Set.copyOf(roles);
  }

  @Override
  public String getName() {
    return account.toString();
  }
}
