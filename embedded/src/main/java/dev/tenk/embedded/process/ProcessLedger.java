package dev.tenk.embedded.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The processes that a run has started, on disk, so that the next run can end what a killed one
 * left behind: by id and start time, never by name.
 */
public final class ProcessLedger {
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final Path file;
  private final Duration grace;
  private boolean closed;

  public ProcessLedger(Path file) {
    this(file, GRACE);
  }

  /** With another time that leftovers have to end in order. */
  ProcessLedger(Path file, Duration grace) {
    this.file = file;
    this.grace = grace;
  }

  /**
   * One started process.
   *
   * @param name what it is, for messages
   * @param identity what it is, for the kernel
   * @param stopSignal the signal that ends it in order
   */
  public record Entry(String name, ProcessIdentity identity, Signal stopSignal) {
    String line() {
      return "%s %d %d %s%n"
          .formatted(name, identity.pid(), identity.started().toEpochMilli(), stopSignal);
    }

    static Optional<Entry> parse(String line) {
      String[] parts = line.split(" ", -1);
      if (parts.length != 4) {
        return Optional.empty(); // a line cut off by the kill that this file is for
      }
      var identity =
          new ProcessIdentity(
              Long.parseLong(parts[1]), Instant.ofEpochMilli(Long.parseLong(parts[2])));
      return Optional.of(new Entry(parts[0], identity, Signal.valueOf(parts[3])));
    }
  }

  /** Starts a process and records it; refused after {@link #close()}. */
  synchronized Process start(ProcessBuilder builder, String name, Signal stopSignal)
      throws IOException {
    requireOpen();
    Process process = builder.start();
    record(new Entry(name, ProcessIdentity.of(process.toHandle()), stopSignal));
    return process;
  }

  /** Fails after {@link #close()}. */
  public synchronized void requireOpen() {
    if (closed) {
      throw new EngineException("This run is stopping");
    }
  }

  /** From now on nothing is started: what a stop that follows does not find is not there. */
  public synchronized void close() {
    closed = true;
  }

  /** Adds a process. */
  synchronized void record(Entry entry) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, entry.line(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The recorded processes that still live, the youngest first: services before the engines they
   * use.
   */
  public synchronized List<Entry> alive() {
    if (Files.notExists(file)) {
      return List.of();
    }
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .flatMap(line -> Entry.parse(line).stream())
          .filter(entry -> entry.identity().find().isPresent())
          .toList()
          .reversed();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Ends every recorded process that still lives and empties the ledger; answers what it had to
   * end.
   */
  public List<Entry> endLeftovers() {
    List<Entry> leftovers = alive();
    for (Entry entry : leftovers) {
      entry.stopSignal().sendTo(entry.identity().pid());
    }
    Instant deadline = Instant.now().plus(grace);
    for (Entry entry : leftovers) {
      entry.identity().find().ifPresent(process -> end(process, deadline));
    }
    clear();
    return leftovers;
  }

  /** Forgets everything: for the end of a run that has stopped all it started. */
  public synchronized void clear() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void end(ProcessHandle process, Instant deadline) {
    long millis = Math.max(1, Duration.between(Instant.now(), deadline).toMillis());
    process.onExit().copy().completeOnTimeout(process, millis, TimeUnit.MILLISECONDS).join();
    if (process.isAlive()) {
      process.destroyForcibly();
      process.onExit().join();
    }
  }
}
