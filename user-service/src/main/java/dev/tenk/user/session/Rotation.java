package dev.tenk.user.session;

import java.time.Instant;

/** What presenting a refresh token did to its session. */
sealed interface Rotation {

  /**
   * The session goes on.
   *
   * @param number the number of the token that is live now
   * @param issuedAt when that token was issued
   * @param noteSeen whether it is time to write down when the session was last seen
   */
  record Live(int number, Instant issuedAt, boolean noteSeen) implements Rotation {}

  /** The token had been used before: a thief or its owner holds a copy, and the session is over. */
  record Reused() implements Rotation {}

  /** The session was idle for too long, or has reached its end. */
  record Ended() implements Rotation {}
}
