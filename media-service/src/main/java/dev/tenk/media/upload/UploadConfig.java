package dev.tenk.media.upload;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;

/** Bounds of an upload. */
@ConfigMapping(prefix = "tenk.upload")
public interface UploadConfig {

  /**
   * The largest picture; {@code quarkus.http.limits.max-body-size} must be at least 64 KB more, for
   * multipart.
   */
  @WithDefault("25M")
  MemorySize maxBytes();

  /** The most pixels a picture may claim, width times height. */
  @WithDefault("100000000")
  long maxPixels();

  /**
   * How many media of an account may be in flight before its further ones go to the bulk queue,
   * which leaves room for those of others.
   */
  @WithDefault("4")
  @Min(1)
  int interactive();
}
