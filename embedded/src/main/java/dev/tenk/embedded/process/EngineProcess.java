package dev.tenk.embedded.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A child process that can be awaited, paused, killed and stopped. */
public final class EngineProcess {
  private static final Duration POLL = Duration.ofMillis(25);
  private static final int SHOWN_LOG_LINES = 20;

  private final String name;
  private final Process process;
  private final Path log;
  private final Signal stopSignal;

  private EngineProcess(String name, Process process, Path log, Signal stopSignal) {
    this.name = name;
    this.process = process;
    this.log = log;
    this.stopSignal = stopSignal;
  }

  /**
   * What to run.
   *
   * @param name for messages, without spaces
   * @param command program and arguments; no secrets, they are visible to everyone on the machine
   * @param environment added to this process's own
   * @param log file that its output is appended to
   * @param stopSignal the signal that ends it in order
   * @param claim to the processors
   */
  public record Command(
      String name,
      List<String> command,
      Map<String, String> environment,
      Path log,
      Signal stopSignal,
      Claim claim) {

    /** Of a peer of the others. */
    public Command(
        String name,
        List<String> command,
        Map<String, String> environment,
        Path log,
        Signal stopSignal) {
      this(name, command, environment, log, stopSignal, Claim.EQUAL);
    }
  }

  /** Starts it and records it. */
  public static EngineProcess start(Command command, ProcessLedger ledger) {
    var builder =
        new ProcessBuilder(ProcessGroup.ofItsOwn(command.command(), command.claim()))
            .redirectErrorStream(true);
    builder.environment().putAll(command.environment());
    builder.redirectInput(Path.of("/dev/null").toFile());
    try {
      Files.createDirectories(command.log().toAbsolutePath().getParent());
      builder.redirectOutput(ProcessBuilder.Redirect.appendTo(command.log().toFile()));
      Process process = ledger.start(builder, command.name(), command.stopSignal());
      return new EngineProcess(command.name(), process, command.log(), command.stopSignal());
    } catch (IOException e) {
      throw new EngineException("Cannot start " + command.name() + ": " + e.getMessage(), e);
    }
  }

  public String name() {
    return name;
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Completes with the exit status. */
  public CompletableFuture<Integer> onExit() {
    return process.onExit().thenApply(Process::exitValue);
  }

  /** The file that its output goes to. */
  public Path log() {
    return log;
  }

  /** Waits until the condition holds; fails when the process ends first or the time is over. */
  public void await(String condition, Duration limit, BooleanSupplier holds) {
    Instant deadline = Instant.now().plus(limit);
    while (!holds.getAsBoolean()) {
      if (exitsWithin(POLL)) {
        throw new EngineException(
            "%s ended with %d before %s".formatted(name, process.exitValue(), condition)
                + lastLines());
      }
      if (Instant.now().isAfter(deadline)) {
        throw new EngineException(
            "%s: not %s within %d ms".formatted(name, condition, limit.toMillis()) + lastLines());
      }
    }
  }

  /** Sends the stop signal, waits, and kills what has not ended in time. */
  public void stop(Duration grace) {
    if (process.isAlive()) {
      stopSignal.sendTo(process.pid());
    }
    if (!exitsWithin(grace)) {
      kill();
    }
  }

  /** Ends it as a crash would: SIGKILL, no last words. */
  public void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /**
   * Freezes it and its children: connections stay open and nothing answers. The parent first: it
   * starts no more.
   */
  public void pause() {
    Signal.STOP.sendTo(process.pid());
    process.descendants().forEach(child -> Signal.STOP.sendTo(child.pid()));
  }

  /** Ends a pause. */
  public void resume() {
    process.descendants().forEach(child -> Signal.CONT.sendTo(child.pid()));
    Signal.CONT.sendTo(process.pid());
  }

  private boolean exitsWithin(Duration time) {
    try {
      return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EngineException("Interrupted while waiting for " + name, e);
    }
  }

  /** The end of its log, to be put behind a message. */
  public String lastLines() {
    try {
      List<String> lines = Files.readAllLines(log);
      if (lines.isEmpty()) {
        return "; " + log + " is empty";
      }
      List<String> last = lines.subList(Math.max(0, lines.size() - SHOWN_LOG_LINES), lines.size());
      return "; the end of " + log + ":\n  " + String.join("\n  ", last);
    } catch (IOException e) {
      return "; see " + log;
    }
  }
}
