package dev.tenk.bench.data;

import java.nio.ByteBuffer;

/** JPEGs that count as different pictures and look alike. */
public final class Jpegs {

  private static final short COMMENT = (short) 0xFFFE;
  private static final int START_BYTES = 2;
  private static final int COMMENT_BYTES = 8;

  /** Of a comment, which counts itself and its number but not the marker. */
  private static final short LENGTH = 6;

  private Jpegs() {}

  /** The same picture in other bytes: with a comment of its own. */
  public static byte[] another(byte[] jpeg, int number) {
    return ByteBuffer.allocate(jpeg.length + COMMENT_BYTES)
        .put(jpeg, 0, START_BYTES)
        .putShort(COMMENT)
        .putShort(LENGTH)
        .putInt(number)
        .put(jpeg, START_BYTES, jpeg.length - START_BYTES)
        .array();
  }
}
