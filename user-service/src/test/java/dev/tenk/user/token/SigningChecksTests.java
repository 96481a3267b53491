package dev.tenk.user.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenk.platform.config.ProductionCheck.Finding;
import dev.tenk.platform.revocation.RevocationConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SigningChecksTests {

  @Test
  void holdsRevocationsLongerThanTokensLive() {
    assertThat(findings(Duration.ofMinutes(6))).isEmpty();
    assertThat(findings(Duration.ofMinutes(6).minusSeconds(1)))
        .extracting(Finding::property)
        .containsExactly("tenk.revocation.keep");
  }

  private static List<Finding> findings(Duration keep) {
    return new SigningChecks(new SigningDefaults(Path.of("keys")), new Revocations(keep))
        .findings();
  }

  private record Revocations(Duration keep) implements RevocationConfig {

    @Override
    public boolean enabled() {
      return true;
    }

    @Override
    public Duration heartbeat() {
      return Duration.ofMillis(250);
    }

    @Override
    public Duration lostAfter() {
      return Duration.ofSeconds(1);
    }
  }
}
