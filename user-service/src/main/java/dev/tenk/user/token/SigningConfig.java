package dev.tenk.user.token;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** How access tokens are signed. */
@ConfigMapping(prefix = "tenk.signing")
interface SigningConfig {

  /**
   * Folder of this service's secrets: private keys as {@code *.pem} (EC P-256, PKCS#8), of which
   * the last by name signs and all are published, and {@code refresh.key}. In production it must
   * hold them; locally they are made where they lack.
   */
  Path keysDirectory();

  /** How long an access token is valid: also how long a revoked one may still work. */
  @WithDefault("5M")
  Duration tokenLifetime();
}
