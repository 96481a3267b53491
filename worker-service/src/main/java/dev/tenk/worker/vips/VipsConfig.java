package dev.tenk.worker.vips;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** Which libvips is used. */
@ConfigMapping(prefix = "tenk.vips")
public interface VipsConfig {

  /**
   * File of the shared library. Without it, the one packed with the worker is used, else the
   * system's {@code libvips.so.42} (8.15 or newer). Set it to try another build.
   */
  Optional<Path> library();
}
