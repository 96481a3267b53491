package dev.tenk.embedded.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Programs unpacked from artifacts, kept in the user's cache directory for all checkouts and test
 * runs. Unpacking happens beside the final place under a file lock, so that no other process sees
 * half of it.
 */
public final class EngineFiles {
  private EngineFiles() {}

  /** The directory of this name, filled by {@code unpack} when it is not there. */
  public static synchronized Path unpackedOnce(String name, Consumer<Path> unpack) {
    Path target = cache().resolve(name);
    if (Files.isDirectory(target)) {
      return target;
    }
    try {
      Files.createDirectories(cache());
      Path lock = cache().resolve(name + ".lock");
      try (var channel =
              FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          var held = channel.lock()) {
        if (held.isValid() && Files.notExists(target)) {
          Path draft = Files.createTempDirectory(cache(), name + ".draft");
          unpack.accept(draft);
          Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
        }
      }
      return target;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where what all checkouts of a user share lies. */
  static Path cache() {
    return Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
        .filter(directory -> !directory.isBlank())
        .map(Path::of)
        .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"))
        .resolve("tenk");
  }
}
