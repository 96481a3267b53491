package dev.tenk.worker.image;

import java.util.BitSet;

/** Bits in the order of a ThumbHash: the lowest first, from the lowest byte on. */
final class ThumbHashBits {

  private final BitSet bits = new BitSet();
  private int length;

  void add(int value, int width) {
    for (int bit = 0; bit < width; bit++) {
      bits.set(length++, (value >> bit & 1) == 1);
    }
  }

  ThumbHashBits addAll(ThumbHash.Channel channel) {
    channel.frequencies().forEach(frequency -> add(ThumbHash.round(15 * frequency), 4));
    return this;
  }

  byte[] toBytes() {
    byte[] bytes = new byte[(length + 7) / 8];
    byte[] set = bits.toByteArray();
    System.arraycopy(set, 0, bytes, 0, set.length);
    return bytes;
  }
}
