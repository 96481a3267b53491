package dev.tenk.platform.blob.s3;

import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** A bucket, and how it is reached. */
public interface S3Config {

  /** The bucket, which must exist. */
  Optional<String> bucket();

  /** The region that requests are signed for; most compatible stores take any. */
  @WithDefault("us-east-1")
  String region();

  /** The store's address, where it is not Amazon's. */
  Optional<URI> endpoint();

  /**
   * The store's address as clients reach it, for what they put there themselves; the same by
   * default.
   */
  Optional<URI> publicEndpoint();

  /** Whether the bucket is named in the path, as most compatible stores want it. */
  @WithDefault("false")
  boolean pathStyle();

  /**
   * The key's name. Without one, credentials are looked for where Amazon's clients look: the
   * environment, a pod's identity, an instance's role.
   */
  Optional<String> accessKeyId();

  /** The key itself; from a file or the environment. */
  Optional<String> secretAccessKey();

  /** Connections of a pod. When all are busy, a call waits for {@link #connectTimeout()}. */
  @WithDefault("64")
  int maxConnections();

  /** How long a connection may take to come about. */
  @WithDefault("2S")
  Duration connectTimeout();

  /** Silence in the middle of a request or an answer. */
  @WithDefault("10S")
  Duration socketTimeout();

  /** How long a call may take with all its attempts, for up to 8 MiB. */
  @WithDefault("30S")
  Duration timeout();
}
