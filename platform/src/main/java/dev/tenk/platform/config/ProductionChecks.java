package dev.tenk.platform.config;

import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Stops the start in production while any {@link ProductionCheck} finds something, naming the
 * properties.
 */
@Singleton
public final class ProductionChecks {

  private static final int FIRST = 1;

  private final TenkEnvironment environment;
  private final List<ProductionCheck> checks;

  ProductionChecks(TenkEnvironment environment, @All List<ProductionCheck> checks) {
    this.environment = environment;
    this.checks = checks;
  }

  void onStart(@Observes @Priority(FIRST) StartupEvent event) {
    refuseUnsafe();
  }

  void refuseUnsafe() {
    if (!environment.isProduction()) {
      return;
    }
    String findings =
        checks.stream()
            .flatMap(check -> check.findings().stream())
            .map(finding -> "  " + finding.property() + ": " + finding.problem())
            .collect(Collectors.joining("\n"));
    if (!findings.isEmpty()) {
      throw new UnsafeConfigurationException("The configuration is not safe:\n" + findings);
    }
  }
}
