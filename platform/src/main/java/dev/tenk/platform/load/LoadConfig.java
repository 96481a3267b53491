package dev.tenk.platform.load;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Bounds of the adaptive limit on requests in hand. */
@ConfigMapping(prefix = "tenk.load")
public interface LoadConfig {

  /** Whether requests are refused at the limit. */
  @WithDefault("true")
  boolean enabled();

  /** The limit at the start. */
  @WithDefault("256")
  int initialLimit();

  /** The limit is never lower: a few times the connections to the database. */
  @WithDefault("64")
  int minLimit();

  /** The limit is never higher. */
  @WithDefault("2000")
  int maxLimit();

  /** How many times the usual latency is no sign of overload yet. */
  @WithDefault("2")
  double tolerance();

  /** How often the limit is set anew. */
  @WithDefault("500MS")
  Duration window();
}
