package dev.tenk.media.collect;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
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

  /**
   * What becomes of bytes without a row: they are told of in the log, and deleted at the next look,
   * or told of only.
   */
  @WithDefault("delete")
  Orphans orphans();

  /** How often media are looked at whose bytes may be missing. */
  @WithDefault("1H")
  Duration verifyEvery();

  /**
   * Of how many of the 4,096 buckets at a time, each look of others; 0 for none. With 6 an hour all
   * are looked at within four weeks.
   */
  @WithDefault("6")
  @Min(0)
  @Max(4096)
  int verifyBuckets();

  /** What to do with bytes without a row. */
  enum Orphans {
    /** Tell of them. */
    REPORT,
    /** Tell of them, then delete them. */
    DELETE
  }
}
