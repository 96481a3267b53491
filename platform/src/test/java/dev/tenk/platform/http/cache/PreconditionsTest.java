package dev.tenk.platform.http.cache;

import static dev.tenk.platform.http.cache.Preconditions.Outcome.FAILED;
import static dev.tenk.platform.http.cache.Preconditions.Outcome.NOT_MODIFIED;
import static dev.tenk.platform.http.cache.Preconditions.Outcome.PROCEED;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PreconditionsTest {

  private static final Instant MODIFIED = Instant.parse("1994-11-06T08:49:37Z");
  private static final String THEN = "Sun, 06 Nov 1994 08:49:37 GMT";
  private static final String BEFORE = "Sun, 06 Nov 1994 08:49:36 GMT";

  private static Preconditions.Outcome read(Map<String, String> headers) {
    return Preconditions.evaluate(headers::get, true, "a"::equals, MODIFIED);
  }

  private static Preconditions.Outcome change(Map<String, String> headers) {
    return Preconditions.evaluate(headers::get, false, "a"::equals, MODIFIED);
  }

  @Test
  void proceedsWithoutConditions() {
    assertThat(read(Map.of())).isEqualTo(PROCEED);
    assertThat(change(Map.of())).isEqualTo(PROCEED);
  }

  @Test
  void comparesIfNoneMatchWeakly() {
    assertThat(read(Map.of("If-None-Match", "\"a\""))).isEqualTo(NOT_MODIFIED);
    assertThat(read(Map.of("If-None-Match", "\"x\", W/\"a\""))).isEqualTo(NOT_MODIFIED);
    assertThat(read(Map.of("If-None-Match", "*"))).isEqualTo(NOT_MODIFIED);
    assertThat(read(Map.of("If-None-Match", "\"b\""))).isEqualTo(PROCEED);
    assertThat(read(Map.of("If-None-Match", "a"))).isEqualTo(PROCEED);
    assertThat(change(Map.of("If-None-Match", "*"))).isEqualTo(FAILED);
    assertThat(change(Map.of("If-None-Match", "\"b\""))).isEqualTo(PROCEED);
  }

  @Test
  void comparesIfMatchStrongly() {
    assertThat(change(Map.of("If-Match", "\"b\", \"a\""))).isEqualTo(PROCEED);
    assertThat(change(Map.of("If-Match", "*"))).isEqualTo(PROCEED);
    assertThat(change(Map.of("If-Match", "\"b\""))).isEqualTo(FAILED);
    assertThat(change(Map.of("If-Match", "W/\"a\""))).isEqualTo(FAILED);
    assertThat(read(Map.of("If-Match", "\"b\""))).isEqualTo(FAILED);
  }

  @Test
  void comparesDatesWhereThereIsNoTag() {
    assertThat(read(Map.of("If-Modified-Since", THEN))).isEqualTo(NOT_MODIFIED);
    assertThat(read(Map.of("If-Modified-Since", BEFORE))).isEqualTo(PROCEED);
    assertThat(change(Map.of("If-Unmodified-Since", THEN))).isEqualTo(PROCEED);
    assertThat(change(Map.of("If-Unmodified-Since", BEFORE))).isEqualTo(FAILED);
    assertThat(read(Map.of("If-Modified-Since", "yesterday"))).isEqualTo(PROCEED);
  }

  @Test
  void tagsWinOverDates() {
    assertThat(read(Map.of("If-None-Match", "\"b\"", "If-Modified-Since", THEN)))
        .isEqualTo(PROCEED);
    assertThat(change(Map.of("If-Match", "\"a\"", "If-Unmodified-Since", BEFORE)))
        .isEqualTo(PROCEED);
  }

  @Test
  void allowsPartsOfWhatTheClientHas() {
    assertThat(Preconditions.allowsRange(null, "a"::equals, MODIFIED)).isTrue();
    assertThat(Preconditions.allowsRange("\"a\"", "a"::equals, MODIFIED)).isTrue();
    assertThat(Preconditions.allowsRange("\"b\"", "a"::equals, MODIFIED)).isFalse();
    assertThat(Preconditions.allowsRange("W/\"a\"", "a"::equals, MODIFIED)).isFalse();
    assertThat(Preconditions.allowsRange(THEN, "a"::equals, MODIFIED)).isTrue();
    assertThat(Preconditions.allowsRange(BEFORE, "a"::equals, MODIFIED)).isFalse();
  }

  @Test
  void writesDatesAsTheyAreRead() {
    assertThat(HttpDates.format(MODIFIED)).isEqualTo(THEN);
    assertThat(HttpDates.format(Instant.parse("2026-01-01T00:00:00Z")))
        .isEqualTo("Thu, 01 Jan 2026 00:00:00 GMT");
  }
}
