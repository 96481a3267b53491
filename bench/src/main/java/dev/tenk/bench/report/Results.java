package dev.tenk.bench.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Files of raw results of one run of a benchmark, named by it and by the time it began; under
 * {@code bench/target/results} of the checkout.
 */
public final class Results {

  /** Directory of the checkout; the working directory where it is not given. */
  private static final String CHECKOUT = "tenk.checkout";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final Path directory;
  private final String prefix;

  private Results(Path directory, String prefix) {
    this.directory = directory;
    this.prefix = prefix;
  }

  /** Results of a run that begins now. */
  public static Results of(String benchmark) {
    return in(
        Path.of(System.getProperty(CHECKOUT, "")).resolve("bench/target/results"),
        benchmark,
        Instant.now());
  }

  static Results in(Path directory, String benchmark, Instant begin) {
    return new Results(directory, benchmark + "-" + TIME.format(begin));
  }

  /**
   * Writes one file and says where it is.
   *
   * @param suffix what tells it from the run's other files, with the extension: {@code .csv},
   *     {@code -1000000.hgrm}
   */
  public Path write(String suffix, String content) {
    try {
      Files.createDirectories(directory);
      Path file = Files.writeString(directory.resolve(prefix + suffix), content);
      System.out.println("raw results: " + file);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
