package dev.tenk.worker.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

class StuckJobCheckTests {

  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private final StuckJobCheck check = new StuckJobCheck(now::get, config());

  @Test
  void failsWhileAJobRunsFarBeyondItsDeadline() {
    try (StuckJobCheck.Running _ = check.running()) {
      pass(Duration.ofSeconds(50));
      assertThat(check.call().getStatus()).isEqualTo(Status.UP);

      pass(Duration.ofSeconds(1));
      assertThat(check.call().getStatus()).isEqualTo(Status.DOWN);
    }

    assertThat(check.call().getStatus()).isEqualTo(Status.UP);
  }

  private void pass(Duration time) {
    now.set(now.get().plus(time));
  }

  private static JobConfig config() {
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        .withMapping(JobConfig.class)
        .withSources(new PropertiesConfigSource(Map.of("tenk.worker.deadline", "10S"), "test", 100))
        .build()
        .getConfigMapping(JobConfig.class);
  }
}
