package dev.tenk.user.password;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * What one argon2id hash (RFC 9106) costs.
 *
 * @param memoryKibibytes memory filled, in KiB
 * @param iterations passes over the memory
 * @param parallelism lanes; computed one after the other here, so that they cost time
 */
record Argon2Cost(int memoryKibibytes, int iterations, int parallelism) {

  private static final int MAX_MEMORY_KIBIBYTES = 64 * 1024;
  private static final int MAX_ITERATIONS = 10;
  private static final int MAX_PARALLELISM = 4;
  private static final int MIN_MEMORY_PER_LANE = 8;

  /**
   * Holds the cost within bounds, so that no stored or configured value can exhaust the process.
   *
   * @throws IllegalArgumentException when it is outside
   */
  Argon2Cost {
    if (parallelism < 1
        || parallelism > MAX_PARALLELISM
        || iterations < 1
        || iterations > MAX_ITERATIONS
        || memoryKibibytes < MIN_MEMORY_PER_LANE * parallelism
        || memoryKibibytes > MAX_MEMORY_KIBIBYTES) {
      throw new IllegalArgumentException("argon2 cost out of bounds");
    }
  }

  /** Hashes on the calling thread. */
  byte[] derive(byte[] password, byte[] salt, int hashBytes) {
    var generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(memoryKibibytes)
            .withIterations(iterations)
            .withParallelism(parallelism)
            .withSalt(salt)
            .build());
    byte[] hash = new byte[hashBytes];
    generator.generateBytes(password, hash);
    return hash;
  }
}
