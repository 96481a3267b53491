package dev.tenk.user.token;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How access tokens are signed. */
@ConfigMapping(prefix = "tenk.signing")
interface SigningConfig {

  /**
   * Folder of this service's secrets: private keys as {@code *.pem} (EC P-256, PKCS#8) and {@code
   * refresh.key}. The last key by name signs, but never one that is called {@code *.next.pem}; all
   * are published. In production it must hold them; locally they are made where they lack. Only
   * migrations do without.
   */
  Optional<Path> keysDirectory();

  /** How often the folder is looked at for other keys. */
  @WithDefault("10S")
  Duration reloadEvery();

  /**
   * For how long a key that has come while this process runs is published before it signs: longer
   * than verifiers and caches keep the set of keys.
   */
  @WithDefault("10M")
  Duration publishAhead();

  /** How long an access token is valid: also how long a revoked one may still work. */
  @WithDefault("5M")
  Duration tokenLifetime();
}
