package dev.tenk.media.dead;

import dev.tenk.platform.http.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where the list of dead letters goes on: after this one, which may be gone by then.
 *
 * @param putAsideAt when it was put aside
 * @param id its id
 */
record DeadLetterCursor(Instant putAsideAt, UUID id) {

  private static final String SEPARATOR = "_";

  static DeadLetterCursor after(DeadLetter letter) {
    return new DeadLetterCursor(letter.putAsideAt(), letter.id());
  }

  /** Reads the text form; answers 400 where a client made one up. */
  static DeadLetterCursor parse(String text) {
    String[] parts = text.split(SEPARATOR, -1);
    try {
      if (parts.length == 2) {
        return new DeadLetterCursor(Instant.parse(parts[0]), UUID.fromString(parts[1]));
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
    return putAsideAt + SEPARATOR + id;
  }
}
