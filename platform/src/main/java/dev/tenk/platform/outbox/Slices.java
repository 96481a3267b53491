package dev.tenk.platform.outbox;

import java.util.BitSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The buckets in 64 equal slices, which relays lease: the unit in which their work is shared. */
final class Slices {

  static final int COUNT = 64;
  private static final int BITS = 6;

  private Slices() {}

  static int of(short bucket) {
    return bucket >> BITS;
  }

  static Short[] array(BitSet slices) {
    return slices.stream().mapToObj(slice -> (short) slice).toArray(Short[]::new);
  }

  static String text(BitSet slices) {
    return slices.stream().mapToObj(Integer::toString).collect(Collectors.joining(","));
  }

  /** What the text names; all of them when it is not understood. */
  static BitSet parse(String text) {
    BitSet slices = new BitSet(COUNT);
    try {
      for (String part : text.split(",", -1)) {
        slices.set(Integer.parseInt(part));
      }
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      IntStream.range(0, COUNT).forEach(slices::set);
    }
    return slices;
  }
}
