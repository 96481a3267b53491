package dev.tenk.media.stream;

/** Why a stream ended. */
enum Ending {
  /** The client went. */
  LEFT,
  /** The access token is over. */
  EXPIRED,
  /** The session was ended. */
  REVOKED,
  /** The process ends. */
  DRAINED,
  /** The client did not read. */
  STALLED,
  /** It has lasted as long as streams may. */
  LONGEST
}
