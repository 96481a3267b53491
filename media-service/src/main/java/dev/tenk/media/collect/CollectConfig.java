package dev.tenk.media.collect;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When bytes that nobody needs are deleted. */
@ConfigMapping(prefix = "tenk.collect")
public interface CollectConfig {

  /** How often to look. */
  @WithDefault("10M")
  Duration every();

  /**
   * How long bytes stay after their medium ended, or without a row: longer than the longest upload
   * and job.
   */
  @WithDefault("30M")
  Duration grace();
}
