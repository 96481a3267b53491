package dev.tenk.user.session;

import java.time.Instant;

/** What presenting a refresh token did to its session. */
sealed interface Rotation {

  /**
   * The session goes on.
   *
   * @param number the number of the token that is live now
   * @param endsAt when the session ends at the latest
   */
  record Live(int number, Instant endsAt) implements Rotation {}

  /** The token had been used before: a thief or its owner holds a copy, and the session is over. */
  record Reused() implements Rotation {}

  /** There is no such session, or it has ended. */
  record Ended() implements Rotation {}
}
