package dev.tenk.worker.image;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** An encoded file with the name that follows from its content. */
public final class Encoded {

  private static final int NAME_BYTES = 16;

  private final byte[] content;
  private final String name;

  Encoded(byte[] content, OutputFormat format) {
    this.content = content;
    this.name = HexFormat.of().formatHex(sha256(content), 0, NAME_BYTES) + "." + format.extension();
  }

  /** The first 32 hexadecimal digits of the SHA-256, and the format's ending. */
  public String contentName() {
    return name;
  }

  /** Length in bytes. */
  public long bytes() {
    return content.length;
  }

  /** The file itself, not copied: not to be changed. */
  public byte[] content() {
    return content;
  }

  private static byte[] sha256(byte[] content) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(content);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
