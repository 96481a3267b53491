package dev.tenk.user.session;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long people stay signed in. */
@ConfigMapping(prefix = "tenk.session")
interface SessionConfig {

  /** A session that is not refreshed for this long ends. */
  @WithDefault("14D")
  Duration idleLifetime();

  /** A session ends after this long, however much it is used. */
  @WithDefault("90D")
  Duration absoluteLifetime();

  /**
   * For how long after a rotation the token before it still gets the same successor: two tabs that
   * refresh at once, or an answer that was lost. Later its use ends the session.
   */
  @WithDefault("10S")
  Duration reuseGrace();

  /** When a session was last seen is written at most this often. */
  @WithDefault("1M")
  Duration lastSeenEvery();

  /**
   * How many sessions an account may have; a further one ends the one that was seen least lately.
   */
  @WithDefault("100")
  int maxPerAccount();
}
