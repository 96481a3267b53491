package dev.tenk.platform.cache.shared;

import dev.tenk.platform.cache.Position;
import dev.tenk.platform.cache.codec.CacheCodec;
import dev.tenk.platform.cache.codec.UnreadableValueException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A value as it lies in the shared tier: version of this form, whether there is a value and a
 * position, the position, the shape of the value, the value.
 *
 * @param value null where the loader found none
 * @param seen what the load has seen at least, or null where that is not known
 * @param bytes length
 */
public record StoredEntry<V>(@Nullable V value, @Nullable Position seen, int bytes) {

  private static final byte VERSION = 1;
  private static final int HAS_VALUE = 1;
  private static final int HAS_POSITION = 2;
  private static final int POSITION_BYTES = 20;

  /** The bytes of a value, or of that there is none. */
  public static <V> byte[] write(@Nullable V value, @Nullable Position seen, CacheCodec<V> codec) {
    byte[] encoded = value == null ? new byte[0] : codec.encode(value);
    ByteBuffer out =
        ByteBuffer.allocate(
            2
                + (seen == null ? 0 : POSITION_BYTES)
                + (value == null ? 0 : Long.BYTES)
                + encoded.length);
    out.put(VERSION);
    out.put((byte) ((value == null ? 0 : HAS_VALUE) | (seen == null ? 0 : HAS_POSITION)));
    if (seen != null) {
      out.putLong(seen.system()).putInt(seen.timeline()).putLong(seen.offset());
    }
    if (value != null) {
      out.putLong(codec.shape()).put(encoded);
    }
    return out.array();
  }

  /** What the bytes say; nothing where they are of another form or shape. */
  public static <V> Optional<StoredEntry<V>> read(byte[] bytes, CacheCodec<V> codec) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    if (in.remaining() < 2 || in.get() != VERSION) {
      return Optional.empty();
    }
    byte has = in.get();
    Position seen = null;
    if ((has & HAS_POSITION) != 0) {
      if (in.remaining() < POSITION_BYTES) {
        return Optional.empty();
      }
      seen = new Position(in.getLong(), in.getInt(), in.getLong());
    }
    if ((has & HAS_VALUE) == 0) {
      return Optional.of(new StoredEntry<>(null, seen, bytes.length));
    }
    if (in.remaining() < Long.BYTES || in.getLong() != codec.shape()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new StoredEntry<>(codec.decode(bytes, in.position()), seen, bytes.length));
    } catch (UnreadableValueException e) {
      return Optional.empty();
    }
  }
}
