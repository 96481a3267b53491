package dev.tenk.platform.database.idempotency;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long keys of requests are remembered. */
@ConfigMapping(prefix = "tenk.idempotency")
public interface IdempotencyConfig {

  /** How long an answer is kept for the same request. */
  @WithDefault("24H")
  Duration keep();

  /**
   * How long a request holds its key without a sign of life: what a client waits for after the
   * process died that worked on it. Renewed at a third of it while the body arrives.
   */
  @WithDefault("1M")
  Duration claim();
}
