package dev.tenk.embedded.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineProcessTest {
  @TempDir private Path directory;

  @Test
  void aProcessThatEndsEarlyIsReportedWithItsLastLines() {
    EngineProcess process = start("echo 'cannot bind port 1'; exit 3");

    assertThatThrownBy(() -> process.await("answering", Duration.ofSeconds(10), () -> false))
        .isInstanceOf(EngineException.class)
        .hasMessage(
            "fake ended with 3 before answering; the end of %s:\n  cannot bind port 1"
                .formatted(process.log()));
  }

  @Test
  void waitsNoLongerThanTheLimit() {
    EngineProcess process = start("exec sleep 600");
    try {
      assertThatThrownBy(() -> process.await("answering", Duration.ofMillis(50), () -> false))
          .hasMessageStartingWith("fake: not answering within 50 ms");
    } finally {
      process.kill();
    }
  }

  @Test
  void killsWhatIgnoresTheStopSignal() {
    EngineProcess process = start("trap '' TERM; while :; do sleep 1; done");

    process.stop(Duration.ofMillis(200));

    assertThat(process.isAlive()).isFalse();
  }

  private EngineProcess start(String script) {
    return EngineProcess.start(
        new EngineProcess.Command(
            "fake",
            List.of("sh", "-c", script),
            Map.of(),
            directory.resolve("fake.log"),
            Signal.TERM),
        new ProcessLedger(directory.resolve("processes")));
  }
}
