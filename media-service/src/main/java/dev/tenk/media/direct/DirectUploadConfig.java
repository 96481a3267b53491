package dev.tenk.media.direct;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** Uploads that clients send to the store themselves. */
@ConfigMapping(prefix = "tenk.direct-upload")
public interface DirectUploadConfig {

  /** How long after its announcement an upload may be put and completed. */
  @WithDefault("1H")
  Duration lifetime();

  /** How many of an account may be announced and not complete: bytes that no quota counts yet. */
  @WithDefault("20")
  @Min(1)
  int waiting();
}
