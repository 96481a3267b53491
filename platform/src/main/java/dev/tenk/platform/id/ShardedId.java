package dev.tenk.platform.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

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

  private static final int TEXT_LENGTH = 36;
  private static final int VERSION_AT = 14;
  private static final int VARIANT_AT = 19;

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
    return isText(text) ? Optional.of(new ShardedId(UUID.fromString(text))) : Optional.empty();
  }

  private static boolean isText(String text) {
    if (text.length() != TEXT_LENGTH
        || text.charAt(VERSION_AT) != '7'
        || "89abAB".indexOf(text.charAt(VARIANT_AT)) < 0) {
      return false;
    }
    for (int i = 0; i < TEXT_LENGTH; i++) {
      char c = text.charAt(i);
      if (i == 8 || i == 13 || i == 18 || i == 23 ? c != '-' : !HexFormat.isHexDigit(c)) {
        return false;
      }
    }
    return true;
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
