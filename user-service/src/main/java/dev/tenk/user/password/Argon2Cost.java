package dev.tenk.user.password;

/**
 * What one argon2id hash (RFC 9106) costs.
 *
 * @param memoryKibibytes memory filled, in KiB
 * @param iterations passes over the memory
 * @param parallelism lanes; computed one after the other here, so that they cost time
 */
public record Argon2Cost(int memoryKibibytes, int iterations, int parallelism) {

  private static final int MAX_MEMORY_KIBIBYTES = 64 * 1024;
  private static final int MAX_ITERATIONS = 10;
  private static final int MAX_PARALLELISM = 4;
  private static final int MIN_MEMORY_PER_LANE = 8;

  /**
   * Holds the cost within bounds, so that no stored or configured value can exhaust the process.
   *
   * @throws IllegalArgumentException when it is outside
   */
  public Argon2Cost {
    if (parallelism < 1
        || parallelism > MAX_PARALLELISM
        || iterations < 1
        || iterations > MAX_ITERATIONS
        || memoryKibibytes < MIN_MEMORY_PER_LANE * parallelism
        || memoryKibibytes > MAX_MEMORY_KIBIBYTES) {
      throw new IllegalArgumentException("argon2 cost out of bounds");
    }
  }
}
