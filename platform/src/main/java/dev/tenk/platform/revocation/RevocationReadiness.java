package dev.tenk.platform.revocation;

import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * A pod takes no requests before it knows what was revoked. A link that is lost later leaves it
 * ready: it goes on with what it knows.
 */
@Readiness
@Singleton
@IfBuildProperty(name = "tenk.revocation.enabled", stringValue = "true")
final class RevocationReadiness implements HealthCheck {

  private final HeldRevocations held;

  RevocationReadiness(HeldRevocations held) {
    this.held = held;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("revocations").status(held.isLoaded()).build();
  }
}
