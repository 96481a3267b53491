package dev.tenk.platform.database.consistency;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How a caller's last write is remembered; matters only where replicas are configured. */
@ConfigMapping(prefix = "tenk.database.consistency")
public interface ConsistencyConfig {

  /**
   * File of the key that authenticates tokens, 32 bytes or more, the same in all pods of a service.
   * Unset: a key of this process alone, whose tokens no other accepts; not in production.
   */
  Optional<Path> keyFile();

  /**
   * How long the last write of a signed-in caller is remembered, and for how long Redis is not
   * trusted after it may have forgotten some. More than {@code tenk.database.replicas.max-lag}.
   */
  @WithDefault("30S")
  Duration lifetime();

  /** How long Redis may take before the read goes to the primary without asking it. */
  @WithDefault("0.1S")
  Duration storeTimeout();

  /** How long the primary may take to tell its position after a commit. */
  @WithDefault("1S")
  Duration positionTimeout();
}
