package dev.tenk.platform.caching;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The caches in front of the services that can be told of changes. */
@ConfigMapping(prefix = "tenk.edge")
public interface EdgeConfig {

  /**
   * Where each of them takes {@code PURGE}, as {@code http://host:port}: at all addresses that the
   * host has. Empty: none is told.
   */
  Optional<List<URI>> purge();

  /** How long one may take to answer. */
  @WithDefault("1S")
  Duration purgeTimeout();

  /** After this time nothing is purged any more: what the edge kept has ended by itself. */
  @WithDefault("10M")
  Duration giveUpAfter();
}
