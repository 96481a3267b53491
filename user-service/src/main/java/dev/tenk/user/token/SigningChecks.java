package dev.tenk.user.token;

import dev.tenk.platform.config.ProductionCheck;
import dev.tenk.platform.revocation.RevocationConfig;
import io.quarkus.arc.Unremovable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** Lifetimes that would let ended sessions come back. */
@Singleton
@Unremovable
class SigningChecks implements ProductionCheck {

  /** The longest transaction that ends a session, and clocks that differ. */
  private static final Duration MARGIN = Duration.ofMinutes(1);

  private final SigningConfig signing;
  private final RevocationConfig revocations;

  SigningChecks(SigningConfig signing, RevocationConfig revocations) {
    this.signing = signing;
    this.revocations = revocations;
  }

  @Override
  public List<Finding> findings() {
    return signing.tokenLifetime().plus(MARGIN).compareTo(revocations.keep()) > 0
        ? List.of(
            new Finding(
                "tenk.revocation.keep",
                "must be a minute longer than tenk.signing.token-lifetime, in every service"))
        : List.of();
  }
}
