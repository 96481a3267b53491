package dev.tenk.embedded.postgres;

import dev.tenk.embedded.process.ProcessIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * {@code postmaster.pid}, in which a server says how far it is. PostgreSQL refuses to start when
 * the process id of a file left by a crash belongs to any living process, which after a restart of
 * the machine is likely: ids are given anew. The start time in the file tells the two cases apart.
 */
record PostmasterFile(Path path) {
  private static final int PID = 0;
  private static final int START_SECONDS = 2;
  private static final int STATUS = 7;

  static PostmasterFile in(Path data) {
    return new PostmasterFile(data.resolve("postmaster.pid"));
  }

  boolean saysReady() {
    List<String> lines = lines();
    return lines.size() > STATUS && lines.get(STATUS).strip().equals("ready");
  }

  void dropIfStale() {
    List<String> lines = lines();
    if (lines.size() <= START_SECONDS) {
      return;
    }
    var identity =
        new ProcessIdentity(
            Long.parseLong(lines.get(PID).strip()),
            Instant.ofEpochSecond(Long.parseLong(lines.get(START_SECONDS).strip())));
    if (identity.find().isEmpty()) {
      delete();
    }
  }

  private void delete() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> lines() {
    try {
      return Files.exists(path) ? Files.readAllLines(path) : List.of();
    } catch (IOException e) {
      return List.of(); // being written
    }
  }
}
