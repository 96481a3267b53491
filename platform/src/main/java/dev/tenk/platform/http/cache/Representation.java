package dev.tenk.platform.http.cache;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A body as it is sent, with its validators. A larger one has a second form by gzip, made when it
 * is first asked for, which is another sequence of bytes and so has another strong tag.
 * Thread-safe.
 */
public final class Representation {

  private static final int WORTH_GZIP_BYTES = 1_024;
  private static final int TAG_BYTES = 12;

  /** Characters of a tag, all ASCII. */
  public static final int TAG_LENGTH = TAG_BYTES * 4 / 3;

  private static final int OVERHEAD_BYTES = 100;
  private static final String GZIP_SUFFIX = "-gzip";

  private final byte[] body;
  private final String tag;
  private final @Nullable Instant lastModified;

  /** Null until it is made; the body itself where gzip makes it no shorter. */
  private volatile byte @Nullable [] gzipped;

  private Representation(byte[] body, String tag, @Nullable Instant lastModified) {
    this.body = body;
    this.tag = tag;
    this.lastModified = lastModified;
  }

  /**
   * The representation of a body.
   *
   * @param body the bytes; must not change
   * @param lastModified is cut to the second
   */
  public static Representation of(byte[] body, @Nullable Instant lastModified) {
    return new Representation(
        body,
        tag(body),
        lastModified == null ? null : lastModified.truncatedTo(ChronoUnit.SECONDS));
  }

  /**
   * One whose tag is known.
   *
   * @param lastModified to the second
   */
  public static Representation of(byte[] body, String tag, @Nullable Instant lastModified) {
    return new Representation(body, tag, lastModified);
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

  /** The bytes; never changed. */
  public byte[] body() {
    return body;
  }

  /** Without quotes: a hash of the bytes, so that all processes agree on it. */
  public String tag() {
    return tag;
  }

  /** To the second, or null. */
  public @Nullable Instant lastModified() {
    return lastModified;
  }

  /** Whether who takes gzip may get other bytes than who does not. */
  boolean varies() {
    return body.length >= WORTH_GZIP_BYTES;
  }

  /** The body by gzip, or null where it is small, or would not be shorter. */
  public byte @Nullable [] gzipped() {
    if (!varies()) {
      return null;
    }
    byte[] made = gzipped;
    if (made == null) {
      byte[] shorter = Gzip.shorter(body);
      made = shorter == null ? body : shorter;
      gzipped = made;
    }
    return made == body ? null : made;
  }

  /** The field value of a form's strong tag. */
  public String entityTag(boolean gzip) {
    return '"' + tag + (gzip ? GZIP_SUFFIX : "") + '"';
  }

  /** Whether a tag without quotes is of one of the forms. */
  boolean hasTag(String other) {
    return other.equals(tag) || varies() && other.equals(tag + GZIP_SUFFIX);
  }

  /** Bytes in memory, with what gzip will add. */
  public int weight() {
    return body.length + (varies() ? body.length / 2 : 0) + OVERHEAD_BYTES;
  }
}
