package dev.tenk.platform.blob;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;

/** Where blobs are kept. */
@ConfigMapping(prefix = "tenk.blob")
public interface BlobConfig {

  /**
   * The directory; every pod of media- and worker-service sees the same one (one node, or a shared
   * volume).
   */
  Path directory();
}
