package dev.tenk.platform.page;

import dev.tenk.platform.http.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a list in the order of time goes on: after this item, which may be gone by then.
 *
 * @param at the time of the item
 * @param id orders those of one time
 */
public record TimeCursor(Instant at, UUID id) {

  private static final String SEPARATOR = "_";

  /** Reads the text form; answers 400 where a client made one up. */
  public static TimeCursor parse(String text) {
    String[] parts = text.split(SEPARATOR, -1);
    try {
      if (parts.length == 2) {
        return new TimeCursor(Instant.parse(parts[0]), UUID.fromString(parts[1]));
      }
    } catch (DateTimeException | IllegalArgumentException e) {
      throw malformed(e);
    }
    throw malformed(null);
  }

  private static ProblemException malformed(@Nullable Throwable cause) {
    return ProblemException.badRequest(
        "malformed-cursor", "The cursor is not one that this list gave.", cause);
  }

  @Override
  public String toString() {
    return at + SEPARATOR + id;
  }
}
