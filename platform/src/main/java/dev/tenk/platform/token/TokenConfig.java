package dev.tenk.platform.token;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** How access tokens are recognised. */
@ConfigMapping(prefix = "tenk.token")
public interface TokenConfig {

  /** The {@code iss} that tokens carry; the same in every service of an installation. */
  @WithDefault("tenk")
  String issuer();

  /** The {@code aud} that tokens must name; the same in every service of an installation. */
  @WithDefault("tenk")
  String audience();

  /** Where the issuer publishes its keys; unset in the issuer itself, which knows them. */
  Optional<URI> jwksUrl();

  /** How often published keys are read again. */
  @WithDefault("5M")
  Duration keyRefresh();

  /** The least time between two readings that an unknown key id causes. */
  @WithDefault("5S")
  Duration keyRefreshFloor();

  /** By how much the clocks of two machines may differ. */
  @WithDefault("5S")
  Duration clockSkew();

  /**
   * How many verified tokens are remembered, so that a caller's next request costs no signature
   * check.
   */
  @WithDefault("10000")
  int verifiedTokens();
}
