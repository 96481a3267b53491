package dev.tenk.platform.token;

import dev.tenk.platform.config.ProductionCheck;
import io.quarkus.arc.Unremovable;
import jakarta.inject.Singleton;
import java.util.List;

/** Token settings that would let strangers in or keep everyone out. */
@Singleton
@Unremovable
public final class TokenChecks implements ProductionCheck {

  private final TokenConfig config;

  TokenChecks(TokenConfig config) {
    this.config = config;
  }

  @Override
  public List<Finding> findings() {
    return config.issuer().isBlank() || config.audience().isBlank()
        ? List.of(new Finding("tenk.token.issuer, tenk.token.audience", "must not be empty"))
        : List.of();
  }
}
