package dev.tenk.platform.http.cache;

import jakarta.ws.rs.core.HttpHeaders;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of a request in the order of RFC 9110, section 13.2.2: If-Match, else
 * If-Unmodified-Since; then If-None-Match, else If-Modified-Since.
 */
public final class Preconditions {

  /** What to do with the request. */
  public enum Outcome {
    /** Carry it out. */
    PROCEED,
    /** Answer 304. */
    NOT_MODIFIED,
    /** Answer 412. */
    FAILED
  }

  private static final String ANY = "*";
  private static final String WEAK = "W/";

  private Preconditions() {}

  /**
   * Evaluates a request for something that is there.
   *
   * @param header the value of a field, or null; several lines joined by commas
   * @param safe whether the method is GET or HEAD
   * @param hasTag whether a tag without quotes is the current one's
   * @param lastModified to the second, or null
   */
  public static Outcome evaluate(
      Function<String, @Nullable String> header,
      boolean safe,
      Predicate<String> hasTag,
      @Nullable Instant lastModified) {
    String match = header.apply(HttpHeaders.IF_MATCH);
    if (match != null) {
      if (!matches(match, false, hasTag)) {
        return Outcome.FAILED;
      }
    } else if (date(header.apply(HttpHeaders.IF_UNMODIFIED_SINCE))
        .filter(since -> lastModified != null && lastModified.isAfter(since))
        .isPresent()) {
      return Outcome.FAILED;
    }
    String noneMatch = header.apply(HttpHeaders.IF_NONE_MATCH);
    if (noneMatch != null) {
      return !matches(noneMatch, true, hasTag)
          ? Outcome.PROCEED
          : safe ? Outcome.NOT_MODIFIED : Outcome.FAILED;
    }
    return safe
            && date(header.apply(HttpHeaders.IF_MODIFIED_SINCE))
                .filter(since -> lastModified != null && !lastModified.isAfter(since))
                .isPresent()
        ? Outcome.NOT_MODIFIED
        : Outcome.PROCEED;
  }

  /** Whether If-Range, if there is one, allows for a part: a strong tag or an exact date. */
  public static boolean allowsRange(
      @Nullable String ifRange, Predicate<String> hasTag, @Nullable Instant lastModified) {
    if (ifRange == null) {
      return true;
    }
    if (ifRange.startsWith("\"")) {
      return unquoted(ifRange).filter(hasTag).isPresent();
    }
    return date(ifRange).filter(exact -> exact.equals(lastModified)).isPresent();
  }

  private static boolean matches(String list, boolean weakly, Predicate<String> hasTag) {
    return list.strip().equals(ANY)
        || tags(list).stream()
            .map(tag -> weakly && tag.startsWith(WEAK) ? tag.substring(WEAK.length()) : tag)
            .flatMap(tag -> unquoted(tag).stream())
            .anyMatch(hasTag);
  }

  /** Our tags have no commas. */
  private static List<String> tags(String list) {
    return Stream.of(list.split(",", -1)).map(String::strip).toList();
  }

  private static Optional<String> unquoted(String tag) {
    return tag.length() >= 2 && tag.startsWith("\"") && tag.endsWith("\"")
        ? Optional.of(tag.substring(1, tag.length() - 1))
        : Optional.empty();
  }

  private static Optional<Instant> date(@Nullable String text) {
    if (text == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty(); // a field that cannot be read is ignored
    }
  }
}
