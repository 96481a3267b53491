package dev.tenk.embedded.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineProcessTest {
  private static final int GROUP = 2;
  private static final int SESSION = 3;
  private static final int NICE = 16;

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

  /** Ctrl-C is for the parent alone; a session each would set the processes' niceness aside. */
  @Test
  void leadsAGroupInTheSessionOfItsParent() {
    EngineProcess process = start("exec sleep 600");
    try {
      process.await(
          "leading a group",
          Duration.ofSeconds(10),
          () -> stat(process.pid(), GROUP) == process.pid());

      assertThat(stat(process.pid(), SESSION))
          .isEqualTo(stat(ProcessHandle.current().pid(), SESSION));
    } finally {
      process.kill();
    }
  }

  /** Nice in the session of the others would not count against sessions that are none of theirs. */
  @Test
  void hasASessionOfLittleShareWhereItsClaimIsLittle() {
    EngineProcess process = start("exec sleep 600", Claim.LITTLE);
    try {
      process.await(
          "leading a session",
          Duration.ofSeconds(10),
          () -> stat(process.pid(), SESSION) == process.pid() && stat(process.pid(), NICE) == 10);

      Path share = Path.of("/proc/" + process.pid() + "/autogroup");
      if (Files.exists(share)) {
        process.await(
            "of little share", Duration.ofSeconds(10), () -> read(share).endsWith(" nice 10\n"));
      }
    } finally {
      process.kill();
    }
  }

  private static String read(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A number of /proc/PID/stat (proc_pid_stat(5)) that comes after the name, counted from there.
   */
  private static long stat(long pid, int field) {
    String line = read(Path.of("/proc/" + pid + "/stat"));
    return Long.parseLong(line.substring(line.lastIndexOf(')') + 2).split(" ")[field]);
  }

  private EngineProcess start(String script) {
    return start(script, Claim.EQUAL);
  }

  private EngineProcess start(String script, Claim claim) {
    return EngineProcess.start(
        new EngineProcess.Command(
            "fake",
            List.of("sh", "-c", script),
            Map.of(),
            directory.resolve("fake.log"),
            Signal.TERM,
            claim),
        new ProcessLedger(directory.resolve("processes")));
  }
}
