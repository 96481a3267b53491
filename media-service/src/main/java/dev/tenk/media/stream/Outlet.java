package dev.tenk.media.stream;

import dev.tenk.media.medium.MediumState;
import java.time.Duration;

/** Where a stream's events go: the connection of its client. */
interface Outlet {

  /**
   * The first thing that is sent.
   *
   * @param retry how long the client shall wait before it connects again
   * @param position that it shall name then
   */
  void open(Duration retry, String position);

  /** A state; counts against the demand. */
  void state(MediumState state);

  /** Nothing, so that the connection is known to live; counts against the demand. */
  void heartbeat();

  /** The end, after what was sent. */
  void complete();

  /** The end at once, for a client that does not read. */
  void cut();
}
