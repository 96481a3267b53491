package dev.tenk.platform.outbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How events leave the outbox. */
@ConfigMapping(prefix = "tenk.outbox")
public interface OutboxConfig {

  /**
   * The pause after which the outbox is looked at without being asked to: the longest time that an
   * event waits whose process died between its commit and its word to the relay.
   */
  @WithDefault("5S")
  Duration poll();

  /**
   * How long after a look the next one waits, so that what is committed meanwhile is sent and
   * deleted together. A look that finds more than the window holds is followed at once.
   */
  @WithDefault("0.05S")
  Duration linger();

  /**
   * How many events may wait for the broker's acceptance at a time. No more than {@code
   * tenk.broker.max-unsettled}.
   */
  @WithDefault("512")
  @Min(1)
  @Max(4096)
  int window();

  /**
   * How long a relay owns its share of the buckets without a sign of life: what a killed pod's
   * events wait for until another pod sends them. Renewed at a third of it.
   */
  @WithDefault("10S")
  Duration lease();

  /** The longest pause before an event that was refused is sent again. */
  @WithDefault("30S")
  Duration maxRetryPause();
}
