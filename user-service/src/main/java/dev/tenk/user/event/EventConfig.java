package dev.tenk.user.event;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How events leave the outbox. */
@ConfigMapping(prefix = "tenk.outbox")
public interface EventConfig {

  /**
   * The longest time that an event of a dead process waits; events of a living one leave at once.
   */
  @WithDefault("1S")
  Duration poll();
}
