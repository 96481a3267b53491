package dev.tenk.embedded.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A home for engines whose data goes with this JVM. Its directory is named after the JVM, so that
 * the next one to make a home ends the processes and deletes the data of those that were killed.
 *
 * @param directory holds everything
 * @param home the home in it
 */
public record TemporaryHome(Path directory, EngineHome home) implements AutoCloseable {
  private static final Pattern NAME = Pattern.compile("tenk-engines-(\\d+)-(\\d+)-.*");

  /** Clears up after killed JVMs, then makes a home. */
  public static TemporaryHome create() {
    return create(false);
  }

  /** The same, where engines keep what they accepted also when they are killed. */
  public static TemporaryHome createDurable() {
    return create(true);
  }

  private static TemporaryHome create(boolean durable) {
    Path parent = Path.of(System.getProperty("java.io.tmpdir"));
    try {
      abandonedIn(parent).forEach(directory -> open(directory, false).close());
      ProcessIdentity owner = ProcessIdentity.of(ProcessHandle.current());
      String prefix = "tenk-engines-%d-%d-".formatted(owner.pid(), owner.started().toEpochMilli());
      return open(Files.createTempDirectory(parent, prefix), durable);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends what still runs here and deletes the directory. */
  @Override
  public void close() {
    home.ledger().endLeftovers();
    Directories.delete(directory);
  }

  private static TemporaryHome open(Path directory, boolean durable) {
    return new TemporaryHome(directory, EngineHome.in(directory, durable));
  }

  private static List<Path> abandonedIn(Path parent) throws IOException {
    try (Stream<Path> entries = Files.list(parent)) {
      return entries
          .filter(entry -> owner(entry).filter(owner -> owner.find().isEmpty()).isPresent())
          .filter(Files::isWritable)
          .toList();
    }
  }

  private static Optional<ProcessIdentity> owner(Path directory) {
    Matcher name = NAME.matcher(directory.getFileName().toString());
    return name.matches()
        ? Optional.of(
            new ProcessIdentity(
                Long.parseLong(name.group(1)), Instant.ofEpochMilli(Long.parseLong(name.group(2)))))
        : Optional.empty();
  }
}
