package dev.tenk.platform.ratelimit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.time.Duration;
import java.util.Map;

/** The limits of a service, by name. */
@ConfigMapping(prefix = "tenk.rate-limit")
public interface RateLimitConfig {

  /** Whose calls a policy counts together. */
  enum By {
    /** Those of the signed-in account, whatever its address; of an address where nobody is. */
    CALLER,
    /** Those of a client address: an IPv4 address, a /64 of IPv6. */
    ADDRESS
  }

  /** The policies by name. */
  @WithParentName
  Map<String, Policy> policies();

  /** One limit. */
  interface Policy {

    /** How many calls fit into the window, also all at once. */
    int quota();

    /** The time in which an empty bucket fills again. */
    Duration window();

    /** Whose calls are counted together, where a resource carries the policy as an annotation. */
    @WithDefault("address")
    By by();
  }
}
