package dev.tenk.platform.cache.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that grow. Integers take as many bytes as they need, seven bits each. */
final class Writer {

  private byte[] bytes = new byte[256];
  private int length;

  void put(int value) {
    if (length == bytes.length) {
      bytes = Arrays.copyOf(bytes, length * 2);
    }
    bytes[length++] = (byte) value;
  }

  /** A number that is seldom negative and mostly small. */
  void putVarint(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      put((int) (rest & 0x7F | 0x80));
      rest >>>= 7;
    }
    put((int) rest);
  }

  /** A number of either sign. */
  void putSigned(long value) {
    putVarint(value << 1 ^ value >> 63);
  }

  void putFixed(long value) {
    for (int shift = 56; shift >= 0; shift -= 8) {
      put((int) (value >>> shift));
    }
  }

  void putBytes(byte[] value) {
    putVarint(value.length);
    int end = length + value.length;
    if (end > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(end, bytes.length * 2));
    }
    System.arraycopy(value, 0, bytes, length, value.length);
    length = end;
  }

  void putText(String value) {
    putBytes(value.getBytes(StandardCharsets.UTF_8));
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }
}
