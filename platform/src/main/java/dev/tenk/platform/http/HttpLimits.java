package dev.tenk.platform.http;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Bounds of what a request may bring. */
@ConfigMapping(prefix = "tenk.http")
public interface HttpLimits {

  /** The largest JSON body; a larger one is answered 413 before it is parsed. */
  @WithDefault("64K")
  MemorySize maxJsonBody();

  /**
   * Whether this service counts calls, by the policies of {@code tenk.rate-limit}; fixed when it is
   * built, since counting needs Redis.
   */
  @WithDefault("false")
  boolean rateLimits();

  /** Whether a PATCH without If-Match is answered 428 rather than carried out. */
  @WithDefault("false")
  boolean requireIfMatch();

  /** How long an answer of Redis about a limit is waited for, before this pod decides alone. */
  @WithDefault("250MS")
  Duration rateLimitPatience();
}
