package dev.tenk.user.session;

import dev.tenk.platform.id.ShardedId;
import java.time.Instant;

/**
 * What a refresh token says, once it is known to be ours.
 *
 * @param account whose session it is
 * @param session the session
 * @param number how many tokens of the session came before
 * @param issuedAt when it was issued, to the millisecond: tells two tokens of one number apart,
 *     where Redis had forgotten the first
 */
record RefreshToken(ShardedId account, ShardedId session, int number, Instant issuedAt) {

  /** The first token of a session, issued when it began. */
  static RefreshToken first(ShardedId account, ShardedId session) {
    return new RefreshToken(account, session, 0, Instant.ofEpochMilli(session.epochMillis()));
  }
}
