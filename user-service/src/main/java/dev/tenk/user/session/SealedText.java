package dev.tenk.user.session;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Bytes with an HMAC of a server key over them and their purpose, as base64url. */
final class SealedText {

  private static final String ALGORITHM = "HmacSHA256";
  private static final int MAC_BYTES = 32;

  private final SecretKeySpec key;
  private final byte[] purpose;
  private final int contentBytes;

  SealedText(byte[] key, String purpose, int contentBytes) {
    this.key = new SecretKeySpec(key, ALGORITHM);
    this.purpose = purpose.getBytes(StandardCharsets.US_ASCII);
    this.contentBytes = contentBytes;
  }

  String seal(byte[] content) {
    byte[] all = Arrays.copyOf(content, contentBytes + MAC_BYTES);
    System.arraycopy(mac(content), 0, all, contentBytes, MAC_BYTES);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
  }

  /** The content; empty where the text was not sealed with this key for this purpose. */
  Optional<byte[]> open(String text) {
    byte[] all;
    try {
      all = Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    if (all.length != contentBytes + MAC_BYTES) {
      return Optional.empty();
    }
    byte[] content = Arrays.copyOf(all, contentBytes);
    byte[] mac = Arrays.copyOfRange(all, contentBytes, all.length);
    return MessageDigest.isEqual(mac(content), mac) ? Optional.of(content) : Optional.empty();
  }

  private byte[] mac(byte[] content) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update(purpose);
      return mac.doFinal(content);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
