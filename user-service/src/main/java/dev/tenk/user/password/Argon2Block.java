package dev.tenk.user.password;

/**
 * The compression function of argon2 (RFC 9106, section 3.5) over blocks of 128 longs that lie in
 * arrays.
 *
 * <p>Written for the JIT compilers: the block before stays in the cache, {@code mix} is small
 * enough to be inlined into its eight callers, whose indices are constants from a row's or a
 * column's first word, so that range checks go and the processor overlaps four mixes at a time.
 * Holding a row in sixteen local variables instead is slower: there are not as many registers.
 */
final class Argon2Block {

  /** Longs of a block. */
  static final int LONGS = 128;

  private static final long LOW = 0xFFFF_FFFFL;

  private final long[] last = new long[LONGS];
  private final long[] mixed = new long[LONGS];

  /** Begins a run of blocks after this one, which is at the index of its first long. */
  void startAfter(long[] memory, int previous) {
    System.arraycopy(memory, previous, last, 0, LONGS);
  }

  /**
   * Fills a block from the one filled before it and another.
   *
   * @param memory where the blocks lie
   * @param reference index of the first long of the other block
   * @param target index of the first long of the block to fill
   * @param overwritesPass whether the target holds a block of the pass before, which is mixed in
   */
  void fill(long[] memory, int reference, int target, boolean overwritesPass) {
    long[] sum = last;
    long[] work = mixed;
    for (int i = 0; i < LONGS; i++) {
      long word = sum[i] ^ memory[reference + i];
      sum[i] = word;
      work[i] = word;
    }
    permute(work);
    if (overwritesPass) {
      for (int i = 0; i < LONGS; i++) {
        long word = sum[i] ^ work[i] ^ memory[target + i];
        sum[i] = word;
        memory[target + i] = word;
      }
    } else {
      for (int i = 0; i < LONGS; i++) {
        long word = sum[i] ^ work[i];
        sum[i] = word;
        memory[target + i] = word;
      }
    }
  }

  /** The block of addresses for a counter's block: both steps against a block of zeros. */
  void addresses(long[] input, long[] output) {
    compressWithZero(input, output);
    compressWithZero(output, output);
  }

  private void compressWithZero(long[] input, long[] output) {
    System.arraycopy(input, 0, mixed, 0, LONGS);
    permute(mixed);
    for (int i = 0; i < LONGS; i++) {
      output[i] = input[i] ^ mixed[i];
    }
  }

  private static void permute(long[] work) {
    for (int row = 0; row < LONGS; row += 16) {
      mixRow(work, row);
    }
    for (int column = 0; column < 16; column += 2) {
      mixColumn(work, column);
    }
  }

  private static void mixRow(long[] w, int o) {
    mix(w, o, o + 4, o + 8, o + 12);
    mix(w, o + 1, o + 5, o + 9, o + 13);
    mix(w, o + 2, o + 6, o + 10, o + 14);
    mix(w, o + 3, o + 7, o + 11, o + 15);
    mix(w, o, o + 5, o + 10, o + 15);
    mix(w, o + 1, o + 6, o + 11, o + 12);
    mix(w, o + 2, o + 7, o + 8, o + 13);
    mix(w, o + 3, o + 4, o + 9, o + 14);
  }

  private static void mixColumn(long[] w, int o) {
    mix(w, o, o + 32, o + 64, o + 96);
    mix(w, o + 1, o + 33, o + 65, o + 97);
    mix(w, o + 16, o + 48, o + 80, o + 112);
    mix(w, o + 17, o + 49, o + 81, o + 113);
    mix(w, o, o + 33, o + 80, o + 113);
    mix(w, o + 1, o + 48, o + 81, o + 96);
    mix(w, o + 16, o + 49, o + 64, o + 97);
    mix(w, o + 17, o + 32, o + 65, o + 112);
  }

  /** BLAKE2b's mixing with multiplications: RFC 9106, section 3.6. */
  private static void mix(long[] w, int ai, int bi, int ci, int di) {
    long a = w[ai];
    long b = w[bi];
    long c = w[ci];
    long d = w[di];
    a += b + ((a & LOW) * (b & LOW) << 1);
    d = Long.rotateRight(d ^ a, 32);
    c += d + ((c & LOW) * (d & LOW) << 1);
    b = Long.rotateRight(b ^ c, 24);
    a += b + ((a & LOW) * (b & LOW) << 1);
    d = Long.rotateRight(d ^ a, 16);
    c += d + ((c & LOW) * (d & LOW) << 1);
    b = Long.rotateRight(b ^ c, 63);
    w[ai] = a;
    w[bi] = b;
    w[ci] = c;
    w[di] = d;
  }
}
