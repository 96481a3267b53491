package dev.tenk.user.session;

import dev.tenk.platform.id.ShardedId;

/**
 * What a refresh token says, once it is known to be ours.
 *
 * @param account whose session it is
 * @param session the session
 * @param number how many tokens of the session came before
 */
record RefreshToken(ShardedId account, ShardedId session, int number) {}
