package dev.tenk.platform.http;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Bounds of what a request may bring. */
@ConfigMapping(prefix = "tenk.http")
public interface HttpLimits {

  /** The largest JSON body; a larger one is answered 413 before it is parsed. */
  @WithDefault("64K")
  MemorySize maxJsonBody();
}
