package dev.tenk.platform.http.cache;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A body as it is sent, with its validators. Where that makes it shorter there is a second form by
 * gzip, which is another sequence of bytes and so has another strong tag.
 *
 * @param body the bytes; never changed
 * @param gzipped the same by gzip, or null
 * @param tag without quotes: a hash of the bytes, so that all processes agree on it
 * @param lastModified to the second, or null
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Representation(
    byte[] body, byte @Nullable [] gzipped, String tag, @Nullable Instant lastModified) {

  private static final int WORTH_GZIP_BYTES = 1_024;
  private static final int TAG_BYTES = 12;
  private static final String GZIP_SUFFIX = "-gzip";

  /** The representation of a body. */
  public static Representation of(byte[] body, @Nullable Instant lastModified) {
    byte[] gzipped = body.length < WORTH_GZIP_BYTES ? null : gzip(body);
    return new Representation(
        body,
        gzipped == null || gzipped.length >= body.length ? null : gzipped,
        tag(body),
        lastModified == null ? null : lastModified.truncatedTo(ChronoUnit.SECONDS));
  }

  /** The tag of a body, without quotes. */
  public static String tag(byte[] body) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(Arrays.copyOf(digest, TAG_BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The field value of a form's strong tag. */
  public String entityTag(boolean gzip) {
    return '"' + tag + (gzip ? GZIP_SUFFIX : "") + '"';
  }

  /** Whether a tag without quotes is of one of the forms. */
  boolean hasTag(String other) {
    return other.equals(tag) || gzipped != null && other.equals(tag + GZIP_SUFFIX);
  }

  /** Bytes in memory. */
  public int weight() {
    return body.length + (gzipped == null ? 0 : gzipped.length) + 100;
  }

  private static byte[] gzip(byte[] body) {
    var bytes = new ByteArrayOutputStream(body.length / 2);
    try (var out = new GZIPOutputStream(bytes)) {
      out.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
