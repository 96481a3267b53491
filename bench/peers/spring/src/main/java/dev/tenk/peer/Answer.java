package dev.tenk.peer;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/**
 * What is sent.
 *
 * @param body JSON
 * @param tag for ETag, with its quotes
 * @param privateTo the account that alone may have it, or null
 */
record Answer(byte[] body, String tag, String privateTo) {

  private static final int TAG_CHARS = 22;

  /** From how Redis keeps it: the account or nothing, a line's end, the body. */
  static Answer of(byte[] kept) {
    if (kept == null) {
      return null;
    }
    int end = 0;
    while (kept[end] != '\n') {
      end++;
    }
    byte[] body = Arrays.copyOfRange(kept, end + 1, kept.length);
    return new Answer(
        body, tag(body), end == 0 ? null : new String(kept, 0, end, StandardCharsets.US_ASCII));
  }

  private static String tag(byte[] body) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(body);
      return '"' + Base64.getUrlEncoder().encodeToString(hash).substring(0, TAG_CHARS) + '"';
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
