package dev.tenk.platform.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * An id that is ordered by time and names its shard.
 *
 * <p>Shaped as a UUID of version 7 (RFC 9562): 48 bits of Unix milliseconds, the version, 12 bits
 * that carry the <em>bucket</em> (0 to 4095) of the owning account, the variant, 62 random bits. An
 * account's bucket is a hash of its own random bits; whatever the account owns carries the
 * account's bucket. So one id is enough to find the partition or shard of a row, and everything of
 * one account lies together.
 *
 * @param value the UUID, of version 7 and variant 2
 */
@RegisterForReflection
public record ShardedId(@JsonValue UUID value) implements Comparable<ShardedId> {

  /** How many buckets there are; fixed for ever, since ids carry the bucket. */
  public static final int BUCKETS = 4096;

  private static final Pattern TEXT =
      Pattern.compile(
          "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-7[0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}");

  /**
   * Checks the shape.
   *
   * @throws IllegalArgumentException when the UUID is not of version 7 and variant 2
   */
  @JsonCreator
  public ShardedId {
    if (value.version() != 7 || value.variant() != 2) {
      throw new IllegalArgumentException("not an id: " + value);
    }
  }

  /** The id in its canonical text form, or nothing where the text is not one. */
  public static Optional<ShardedId> parse(String text) {
    return TEXT.matcher(text).matches()
        ? Optional.of(new ShardedId(UUID.fromString(text)))
        : Optional.empty();
  }

  /** The bucket of the owning account, 0 to 4095: the first column of every big table's key. */
  public short bucket() {
    return (short) (value.getMostSignificantBits() & 0xFFF);
  }

  /** When the id was made, in milliseconds since 1970. */
  public long epochMillis() {
    return value.getMostSignificantBits() >>> 16;
  }

  @Override
  public int compareTo(ShardedId other) {
    int high =
        Long.compareUnsigned(value.getMostSignificantBits(), other.value.getMostSignificantBits());
    return high != 0
        ? high
        : Long.compareUnsigned(
            value.getLeastSignificantBits(), other.value.getLeastSignificantBits());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
