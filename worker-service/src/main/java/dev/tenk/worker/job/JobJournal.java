package dev.tenk.worker.job;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Remembers on this machine which jobs are running, so that the next process knows which one the
 * last one died with: brokers differ in whether they count such a delivery (Artemis does not).
 *
 * <p>A file a job, named by its event. It is a help, not a promise: without a directory to write to
 * nothing is remembered.
 */
@Singleton
final class JobJournal {

  private static final Logger LOG = Logger.getLogger(JobJournal.class);
  private static final Duration KEEP = Duration.ofDays(1);

  private final Path directory;

  @Inject
  JobJournal(JobConfig config, InstantSource clock) {
    this(config.journal(), clock.instant());
  }

  JobJournal(Path directory, Instant now) {
    this.directory = directory;
    forgetOlderThan(now.minus(KEEP));
  }

  /** How many processes began the job here and never ended it. */
  int deaths(UUID event) {
    try {
      return Integer.parseInt(Files.readString(file(event)));
    } catch (IOException | NumberFormatException e) {
      return 0;
    }
  }

  /** The job begins. */
  void begin(UUID event) {
    try {
      Files.createDirectories(directory);
      Files.writeString(file(event), Integer.toString(deaths(event) + 1));
    } catch (IOException e) {
      LOG.debugf("a job is not noted: %s", e.getMessage());
    }
  }

  /** The process outlived the job, or gives it back in order. */
  void end(UUID event) {
    try {
      Files.deleteIfExists(file(event));
    } catch (IOException e) {
      LOG.debugf("a job stays noted: %s", e.getMessage());
    }
  }

  private Path file(UUID event) {
    return directory.resolve(event.toString());
  }

  private void forgetOlderThan(Instant end) {
    if (Files.notExists(directory)) {
      return;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        if (Files.getLastModifiedTime(file).toInstant().isBefore(end)) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException e) {
      LOG.debugf("old jobs stay noted: %s", e.getMessage());
    }
  }
}
