package dev.tenk.media.usage;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** How much an account may hold. */
@ConfigMapping(prefix = "tenk.quota")
public interface QuotaConfig {

  /** Bytes of its originals together; what is made of them is not counted. */
  @WithDefault("10G")
  MemorySize bytes();

  /** How many media. */
  @WithDefault("100000")
  @Min(1)
  @Max(100_000_000)
  long media();
}
