package dev.tenk.platform.blob;

import dev.tenk.platform.blob.s3.S3Config;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** Where blobs are kept. */
@ConfigMapping(prefix = "tenk.blob")
public interface BlobConfig {

  /** Which store. */
  @WithDefault("directory")
  Kind store();

  /**
   * The directory of {@link Kind#DIRECTORY}; every pod of media- and worker-service sees the same
   * one (one node, or a shared volume).
   */
  Optional<Path> directory();

  /** Where bytes wait on this machine until {@link Kind#S3} has taken them. */
  @WithDefault("${java.io.tmpdir}/tenk-staging")
  Path staging();

  /** The bucket of {@link Kind#S3}. */
  S3Config s3();

  /** The stores that there are. */
  enum Kind {
    /** Files below a directory. */
    DIRECTORY,
    /** Objects of a bucket: Amazon S3, or what speaks its protocol. */
    S3
  }
}
