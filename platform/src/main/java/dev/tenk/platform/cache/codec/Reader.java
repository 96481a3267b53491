package dev.tenk.platform.cache.codec;

import java.nio.charset.StandardCharsets;

/** Reads what {@link Writer} wrote. */
final class Reader {

  private static final int LONGEST_VARINT_BITS = 64;

  private final byte[] bytes;
  private int at;

  Reader(byte[] bytes, int offset) {
    this.bytes = bytes;
    this.at = offset;
  }

  int get() {
    if (at >= bytes.length) {
      throw new UnreadableValueException("ends too early");
    }
    return bytes[at++] & 0xFF;
  }

  long getVarint() {
    long value = 0;
    for (int shift = 0; shift < LONGEST_VARINT_BITS; shift += 7) {
      int next = get();
      value |= (next & 0x7FL) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw new UnreadableValueException("a number is too long");
  }

  long getSigned() {
    long value = getVarint();
    return value >>> 1 ^ -(value & 1);
  }

  long getFixed() {
    long value = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      value = value << 8 | get();
    }
    return value;
  }

  /** A count of things of at least one byte each. */
  int getCount() {
    long count = getVarint();
    if (count < 0 || count > bytes.length - at) {
      throw new UnreadableValueException("a count is too large");
    }
    return (int) count;
  }

  byte[] getBytes() {
    int count = getCount();
    byte[] value = new byte[count];
    System.arraycopy(bytes, at, value, 0, count);
    at += count;
    return value;
  }

  String getText() {
    int count = getCount();
    String value = new String(bytes, at, count, StandardCharsets.UTF_8);
    at += count;
    return value;
  }

  void end() {
    if (at != bytes.length) {
      throw new UnreadableValueException("has more bytes than expected");
    }
  }
}
