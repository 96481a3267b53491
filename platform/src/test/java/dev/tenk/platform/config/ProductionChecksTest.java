package dev.tenk.platform.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenk.platform.config.ProductionCheck.Finding;
import dev.tenk.platform.config.TenkEnvironment.Environment;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProductionChecksTest {

  private static final ProductionCheck UNSAFE =
      () -> List.of(new Finding("tenk.example.key", "must be set"));

  @Test
  void stopsTheStartInProductionNamingTheProperty() {
    assertThatThrownBy(() -> start(Environment.PRODUCTION, UNSAFE))
        .isInstanceOf(UnsafeConfigurationException.class)
        .hasMessageContaining("tenk.example.key: must be set");
  }

  @Test
  void startsInProductionWhenAllIsSafe() {
    start(Environment.PRODUCTION, List::of);
  }

  @Test
  void isOffOnADevelopersMachine() {
    start(Environment.LOCAL, UNSAFE);
    assertThat(((TenkEnvironment) () -> Environment.LOCAL).isProduction()).isFalse();
  }

  private static void start(Environment environment, ProductionCheck check) {
    new ProductionChecks(() -> environment, List.of(check)).refuseUnsafe();
  }
}
