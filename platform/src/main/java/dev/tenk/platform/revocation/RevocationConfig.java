package dev.tenk.platform.revocation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How ended sessions are spread. */
@ConfigMapping(prefix = "tenk.revocation")
public interface RevocationConfig {

  /**
   * Whether this service follows revocations; fixed when it is built. Without, a token is good for
   * its lifetime.
   */
  @WithDefault("false")
  boolean enabled();

  /**
   * How long a revocation is held: the lifetime of access tokens, the clocks' difference and the
   * longest transaction must fit into it.
   */
  @WithDefault("10M")
  Duration keep();

  /** How often Redis must be heard of: it answers after this time when there is nothing new. */
  @WithDefault("250MS")
  Duration heartbeat();

  /** The link counts as lost when nothing was heard for this long. */
  @WithDefault("1S")
  Duration lostAfter();
}
