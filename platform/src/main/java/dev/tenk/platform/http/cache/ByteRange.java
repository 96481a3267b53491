package dev.tenk.platform.http.cache;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The part of a body that a request asks for (RFC 9110, section 14).
 *
 * <p>One range is served. Several are answered by the whole, as the RFC allows: pictures are asked
 * for in one piece, and many small ranges are a known way to make a server work.
 */
public sealed interface ByteRange {

  /** No range, several, or one of another kind: the whole. */
  record Whole() implements ByteRange {}

  /** From the first to the last byte, both included. */
  record Part(long first, long last) implements ByteRange {

    /** How many bytes. */
    public long bytes() {
      return last - first + 1;
    }

    /** These bytes of a stream of all; closes with it. */
    public InputStream of(InputStream whole) throws IOException {
      whole.skipNBytes(first);
      return new FirstBytes(whole, bytes());
    }

    /** The value of Content-Range. */
    public String contentRange(long length) {
      return "bytes " + first + "-" + last + "/" + length;
    }
  }

  /** Begins behind the end: 416. */
  record Unsatisfiable() implements ByteRange {}

  /** One range: {@code first-}, {@code first-last} or {@code -count}. */
  Pattern ONE = Pattern.compile("bytes=\\s*(\\d{0,18})-(\\d{0,18})\\s*", Pattern.CASE_INSENSITIVE);

  /** What the field asks for of a body of this many bytes. */
  static ByteRange of(@Nullable String field, long length) {
    return Optional.ofNullable(field)
        .map(ONE::matcher)
        .filter(Matcher::matches)
        .map(found -> of(found.group(1), found.group(2), length))
        .orElseGet(Whole::new);
  }

  private static ByteRange of(String first, String last, long length) {
    if (first.isEmpty()) {
      if (last.isEmpty()) {
        return new Whole();
      }
      long count = Math.min(Long.parseLong(last), length);
      return count == 0 ? new Unsatisfiable() : new Part(length - count, length - 1);
    }
    long from = Long.parseLong(first);
    long to = last.isEmpty() ? length - 1 : Math.min(Long.parseLong(last), length - 1);
    if (!last.isEmpty() && Long.parseLong(last) < from) {
      return new Whole(); // not valid, hence ignored
    }
    return from >= length ? new Unsatisfiable() : new Part(from, to);
  }
}
