package dev.tenk.local.terminal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The tour of the README, as commands to paste into a shell. */
public final class Tour {
  private static final String RESOURCE = "/tour.sh";
  private static final String DEFAULT_ORIGIN = "http://localhost:8080";

  private Tour() {}

  /** The commands, for the suite at this origin. */
  public static String commands(String origin) {
    try (InputStream tour = Tour.class.getResourceAsStream(RESOURCE)) {
      if (tour == null) {
        throw new IllegalStateException(RESOURCE + " is not packed");
      }
      return new String(tour.readAllBytes(), StandardCharsets.UTF_8)
          .replace(DEFAULT_ORIGIN, origin);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
