package dev.tenk.user.password;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * argon2id, version 0x13 (RFC 9106), in memory that is used again for the next hash. One per
 * thread.
 *
 * <p>Own code because of its speed and its memory: see ADR 20. Its results are compared with Bouncy
 * Castle's and the RFC's in tests; digests are Bouncy Castle's. Lanes are computed one after the
 * other.
 */
public final class Argon2id {

  private static final int SLICES = 4;
  private static final int BLOCK_BYTES = 8 * Argon2Block.LONGS;

  private final Argon2Block block = new Argon2Block();
  private final long[] counter = new long[Argon2Block.LONGS];
  private final long[] addresses = new long[Argon2Block.LONGS];

  private long[] memory = {};

  /** Where in the memory a hash is. */
  private record Position(int pass, int slice, int lane, int lanes, int segment) {

    int laneLength() {
      return SLICES * segment;
    }

    /** Addresses of the first half of the first pass do not depend on the password. */
    boolean isIndependent() {
      return pass == 0 && slice < SLICES / 2;
    }
  }

  /** Hashes on the calling thread. */
  public byte[] hash(Argon2Cost cost, byte[] password, byte[] salt, int hashBytes) {
    int lanes = cost.parallelism();
    int segment = cost.memoryKibibytes() / (SLICES * lanes);
    int longs = Math.multiplyExact(SLICES * lanes * segment, Argon2Block.LONGS);
    if (memory.length < longs) {
      memory = new long[longs];
    }
    begin(Blake2Hash.first(cost, password, salt, hashBytes), lanes, SLICES * segment);
    for (int pass = 0; pass < cost.iterations(); pass++) {
      for (int slice = 0; slice < SLICES; slice++) {
        for (int lane = 0; lane < lanes; lane++) {
          fill(new Position(pass, slice, lane, lanes, segment), cost.iterations());
        }
      }
    }
    byte[] hash = Blake2Hash.expand(lastBlocks(lanes, SLICES * segment), hashBytes);
    if (cost.iterations() == 1) {
      Arrays.fill(memory, 0, longs, 0); // the first blocks of a first pass are cheap to guess by
    }
    return hash;
  }

  private void begin(byte[] seed, int lanes, int laneLength) {
    ByteBuffer input =
        ByteBuffer.allocate(seed.length + 8).order(ByteOrder.LITTLE_ENDIAN).put(seed);
    for (int lane = 0; lane < lanes; lane++) {
      for (int column = 0; column < 2; column++) {
        input.putInt(seed.length, column).putInt(seed.length + 4, lane);
        ByteBuffer.wrap(Blake2Hash.expand(input.array(), BLOCK_BYTES))
            .order(ByteOrder.LITTLE_ENDIAN)
            .asLongBuffer()
            .get(memory, (lane * laneLength + column) * Argon2Block.LONGS, Argon2Block.LONGS);
      }
    }
  }

  private void fill(Position at, int passes) {
    boolean independent = at.isIndependent();
    if (independent) {
      count(at, passes);
    }
    int laneStart = at.lane() * at.laneLength();
    int first = laneStart + at.slice() * at.segment();
    int begin = at.pass() == 0 && at.slice() == 0 ? 2 : 0;
    int previous = (first + begin == laneStart ? laneStart + at.laneLength() : first + begin) - 1;
    block.startAfter(memory, previous * Argon2Block.LONGS);
    for (int i = begin; i < at.segment(); i++) {
      if (independent && (i % Argon2Block.LONGS == 0 || i == begin)) {
        counter[6]++;
        block.addresses(counter, addresses);
      }
      long random =
          independent ? addresses[i % Argon2Block.LONGS] : memory[previous * Argon2Block.LONGS];
      int current = first + i;
      block.fill(
          memory,
          reference(at, i, random) * Argon2Block.LONGS,
          current * Argon2Block.LONGS,
          at.pass() > 0);
      previous = current;
    }
  }

  private void count(Position at, int passes) {
    Arrays.fill(counter, 0);
    counter[0] = at.pass();
    counter[1] = at.lane();
    counter[2] = at.slice();
    counter[3] = (long) at.lanes() * at.laneLength();
    counter[4] = passes;
    counter[5] = 2; // the "id" of argon2id
  }

  /** The block that is mixed in: RFC 9106, section 3.4. */
  private static int reference(Position at, int index, long random) {
    boolean firstSlice = at.pass() == 0 && at.slice() == 0;
    int lane = firstSlice ? at.lane() : (int) ((random >>> 32) % at.lanes());
    int finished = at.pass() == 0 ? at.slice() * at.segment() : at.laneLength() - at.segment();
    int own = lane == at.lane() ? index - 1 : index == 0 ? -1 : 0;
    long area = (long) finished + own;
    long low = random & 0xFFFF_FFFFL;
    long relative = area - 1 - (area * (low * low >>> 32) >>> 32);
    int begin = at.pass() == 0 || at.slice() == SLICES - 1 ? 0 : (at.slice() + 1) * at.segment();
    return lane * at.laneLength() + (int) ((begin + relative) % at.laneLength());
  }

  private byte[] lastBlocks(int lanes, int laneLength) {
    long[] all = new long[Argon2Block.LONGS];
    for (int lane = 0; lane < lanes; lane++) {
      int last = ((lane + 1) * laneLength - 1) * Argon2Block.LONGS;
      for (int i = 0; i < all.length; i++) {
        all[i] ^= memory[last + i];
      }
    }
    ByteBuffer bytes = ByteBuffer.allocate(BLOCK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asLongBuffer().put(all);
    return bytes.array();
  }
}
