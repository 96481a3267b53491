package dev.tenk.media.link;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Links to private pictures. */
@ConfigMapping(prefix = "tenk.links")
public interface LinkConfig {

  /**
   * Folder of the keys that sign links: {@code *.key}, 32 random bytes or more each. The last by
   * name signs, but never one that is called {@code *.next.key}; all are good for links that they
   * signed. In production it must hold one; locally one is made. Only migrations do without.
   */
  Optional<Path> keysDirectory();

  /** How often the folder is looked at for other keys. */
  @WithDefault("10S")
  Duration reloadEvery();

  /** How long a link is good where its owner does not say. */
  @WithDefault("15M")
  Duration lifetime();

  /** The longest that an owner may ask for: nothing takes a link back but its medium's deletion. */
  @WithDefault("7D")
  Duration maxLifetime();

  /** How long a client keeps what it got by a link, at most until that expires. */
  @WithDefault("1H")
  Duration maxAge();
}
