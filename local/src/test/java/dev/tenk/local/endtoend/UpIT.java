package dev.tenk.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenk.embedded.process.JavaCommand;
import dev.tenk.embedded.process.Ports;
import dev.tenk.embedded.process.ProcessLedger;
import dev.tenk.embedded.process.Signal;
import dev.tenk.local.prometheus.Prometheus;
import dev.tenk.local.service.Flavour;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command as it is run at a terminal. */
class UpIT {
  private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();

  /** Engines, services, and Prometheus where there is one. */
  private static final int PROCESSES = Prometheus.isInstalled() ? 8 : 7;

  @TempDir private Path state;

  @Test
  @Tag("long")
  @Timeout(300)
  void aKilledRunIsClearedUpByTheNextWhichKeepsTheDataAndLeavesNothingWhenInterrupted()
      throws Exception {
    // given a run that was killed
    var port = Integer.toString(Ports.free());
    Process killed = up("--port", port);
    assertThat(linesUntilReady(killed)).anyMatch(line -> line.contains("Tenk is ready"));
    List<ProcessLedger.Entry> left = new ProcessLedger(state.resolve("processes")).alive();
    assertThat(left).hasSize(PROCESSES);
    killed.destroyForcibly().waitFor();
    Path kept = Files.createFile(state.resolve("data/kept"));

    // when the next one starts
    Process next = up("--port", port);

    // then
    assertThat(linesUntilReady(next))
        .contains(
            "  ended user-service, left by a killed run", "  ended broker, left by a killed run")
        .anyMatch(line -> line.contains("Tenk is ready"));
    assertThat(left).noneMatch(entry -> entry.identity().find().isPresent());
    assertThat(kept).exists();

    // and when it is interrupted
    List<ProcessLedger.Entry> running = new ProcessLedger(state.resolve("processes")).alive();
    Signal.INT.sendTo(next.pid());

    // then
    assertThat(next.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(running).hasSize(PROCESSES).noneMatch(entry -> entry.identity().find().isPresent());
    assertThat(state.resolve("processes")).doesNotExist();
  }

  @Test
  void aTakenPortIsOneLineBeforeAnythingIsStarted() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Process process = up("--port", Integer.toString(taken.getLocalPort()));

      assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo(
              "Port %d is taken: stop what listens there, or choose another with './tenk up --port N'%n"
                  .formatted(taken.getLocalPort()));
      assertThat(process.waitFor()).isEqualTo(1);
      assertThat(state.resolve("data")).doesNotExist();
    }
  }

  private Process up(String... options) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                JavaCommand.java(),
                "-Xmx96m",
                "-Dtenk.checkout=" + CHECKOUT,
                "-Dtenk.state=" + state,
                "-jar",
                CHECKOUT.resolve("local/target/tenk-local.jar").toString(),
                "up"));
    command.addAll(List.of(options));
    if (SharedSuite.FLAVOUR != Flavour.JVM) {
      command.add("--" + SharedSuite.FLAVOUR.name().toLowerCase(Locale.ROOT));
    }
    if (System.getProperty("os.name").equals("Linux")) {
      // whoever runs the tests in the background may have them ignore what a terminal sends
      command.addAll(0, List.of("env", "--default-signal=INT"));
    }
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private static List<String> linesUntilReady(Process process) throws IOException {
    List<String> lines = new ArrayList<>();
    BufferedReader reader = process.inputReader();
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      lines.add(line);
      if (line.contains("Tenk is ready")) {
        break;
      }
    }
    return lines;
  }
}
