package dev.tenk.media.delivery;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How pictures are delivered. */
@ConfigMapping(prefix = "tenk.delivery")
interface DeliveryConfig {

  /** Bytes of files that are kept in memory because they are asked for often; 0 for none. */
  @WithDefault("16M")
  MemorySize memory();
}
