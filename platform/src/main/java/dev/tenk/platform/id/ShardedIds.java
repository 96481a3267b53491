package dev.tenk.platform.id;

import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Makes ids. Thread-safe when its random source is.
 *
 * <p>The random bits come from a cryptographic source: ids appear in URLs, and unlisted things must
 * not be guessed.
 */
public final class ShardedIds {

  private static final long VERSION = 0x7000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;
  private static final long RANDOM_BITS = 0x3FFF_FFFF_FFFF_FFFFL;
  private static final long GOLDEN_RATIO = 0x9E37_79B9_7F4A_7C15L;

  private final InstantSource clock;
  private final RandomGenerator random;

  /** Ids of this clock's time and this source's random bits. */
  public ShardedIds(InstantSource clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  /** An id whose bucket is a hash of its own random bits: for accounts. */
  public ShardedId newOwner() {
    long bits = random.nextLong() & RANDOM_BITS;
    return id(bucketOf(bits), bits);
  }

  /** An id in the bucket of its owner: for all that an account owns. */
  public ShardedId newOwnedBy(ShardedId owner) {
    return id(owner.bucket(), random.nextLong() & RANDOM_BITS);
  }

  /** An id in the bucket of its owner that says it was made at this instant. */
  public ShardedId newOwnedBy(ShardedId owner, Instant madeAt) {
    return id(madeAt.toEpochMilli(), owner.bucket(), random.nextLong() & RANDOM_BITS);
  }

  private ShardedId id(int bucket, long bits) {
    return id(clock.millis(), bucket, bits);
  }

  private static ShardedId id(long millis, int bucket, long bits) {
    return new ShardedId(new UUID(millis << 16 | VERSION | bucket, VARIANT | bits));
  }

  /** Fibonacci hashing: the top 12 bits of a product with the golden ratio. */
  private static int bucketOf(long bits) {
    return (int) (bits * GOLDEN_RATIO >>> 52);
  }
}
