package dev.tenk.local.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {
  @Test
  void saysWhatStartsAndHowLongItTook() {
    var bytes = new ByteArrayOutputStream();
    Iterator<Instant> times = List.of(Instant.EPOCH, Instant.EPOCH.plusMillis(2_340)).iterator();
    var progress = new Progress(new PrintStream(bytes, true, StandardCharsets.UTF_8), times::next);

    progress.step("Redis", () -> progress.say("  (Redis runs)"));

    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .isEqualTo("  starting Redis\n  (Redis runs)\n  Redis is ready after 2.3 s\n");
  }

  @Test
  void theTourSpeaksToTheOriginThatRuns() {
    assertThat(Tour.commands("http://localhost:9999"))
        .contains("API=http://localhost:9999\n")
        .doesNotContain("8080");
  }
}
