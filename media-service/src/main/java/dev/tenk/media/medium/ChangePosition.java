package dev.tenk.media.medium;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/**
 * A place in the order in which an owner's media changed last. Its text is what clients name as the
 * last event that they saw.
 *
 * @param at when, by the clock of the process that changed it
 * @param id orders those of one time
 */
public record ChangePosition(Instant at, UUID id) {

  private static final UUID FIRST = new UUID(0, 0);
  private static final long MICROS = 1_000_000;
  private static final int MAX_CHARS = 64;

  /** After everything of before this time. */
  public static ChangePosition of(Instant at) {
    return new ChangePosition(at, FIRST);
  }

  /** Reads the text form; empty where it is none. */
  public static Optional<ChangePosition> parse(String text) {
    int dash = text.indexOf('-');
    if (dash < 1 || text.length() > MAX_CHARS) {
      return Optional.empty();
    }
    try {
      long micros = Long.parseUnsignedLong(text.substring(0, dash));
      Instant at = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
      return Optional.of(new ChangePosition(at, UUID.fromString(text.substring(dash + 1))));
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  /** So much earlier: commits come later than the time that they carry, and clocks differ. */
  public ChangePosition minus(Duration time) {
    return of(at.minus(time));
  }

  @Override
  public String toString() {
    long micros = at.getEpochSecond() * MICROS + at.getNano() / 1_000;
    return micros + "-" + id;
  }
}
