package dev.tenk.media.link;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A key that signs links, by HMAC-SHA-256. Immutable. */
final class LinkKey {

  /** The fewest bytes: as many as the digest has. */
  static final int MIN_BYTES = 32;

  private static final String ALGORITHM = "HmacSHA256";
  private static final int ID_BYTES = 6;

  private final SecretKeySpec secret;
  private final String id;

  /**
   * The key of a secret.
   *
   * @throws IllegalArgumentException when it is shorter than {@link #MIN_BYTES}
   */
  LinkKey(byte[] secret) {
    if (secret.length < MIN_BYTES) {
      throw new IllegalArgumentException("has fewer than " + MIN_BYTES + " bytes");
    }
    this.secret = new SecretKeySpec(secret, ALGORITHM);
    this.id = text(Arrays.copyOf(mac("tenk-link-key-id"), ID_BYTES));
  }

  /** Its name in links: follows from the secret, so that a renamed file is the same key. */
  String id() {
    return id;
  }

  /** The signature of a text. */
  String sign(String text) {
    return text(mac(text));
  }

  private byte[] mac(String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(secret);
      return mac.doFinal(text.getBytes(US_ASCII));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @Override
  public String toString() {
    return "LinkKey[" + id + "]";
  }
}
