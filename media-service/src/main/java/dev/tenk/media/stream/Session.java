package dev.tenk.media.stream;

import dev.tenk.platform.id.ShardedId;
import dev.tenk.platform.token.Caller;
import java.time.Instant;
import java.util.Optional;

/**
 * Whose stream it is.
 *
 * @param party whose streams are counted together: an account, or a client's network
 * @param caller none where a stream needs no token
 * @param began when it was asked for
 */
record Session(String party, Optional<Caller> caller, Instant began) {

  Optional<ShardedId> account() {
    return caller.map(Caller::account);
  }

  boolean isExpired(Instant now) {
    return caller.filter(known -> !known.expiresAt().isAfter(now)).isPresent();
  }
}
