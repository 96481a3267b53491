package dev.tenk.user.text;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Names what people write (a login, an address) where it must not be readable: as in Redis keys.
 */
public final class FoldedHash {

  private static final int BYTES = 16;

  private FoldedHash() {}

  /** 32 hexadecimal digits, the same for texts that {@link CaseFolding#fold} makes equal. */
  public static String of(String text) {
    byte[] folded = CaseFolding.fold(text).getBytes(StandardCharsets.UTF_8);
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(folded), 0, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
