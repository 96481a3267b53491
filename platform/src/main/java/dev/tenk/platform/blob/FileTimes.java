package dev.tenk.platform.blob;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** Times of files in folders that others work in as well. */
final class FileTimes {

  private FileTimes() {}

  /** When it was changed last; empty where it has gone since the folder was listed. */
  static Optional<Instant> modifiedAt(Path path) throws IOException {
    try {
      return Optional.of(Files.getLastModifiedTime(path).toInstant());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }
}
