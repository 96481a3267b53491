package dev.tenk.platform.cache.codec;

/**
 * Values as bytes for the shared tier. Thread-safe.
 *
 * @param <V> type of a value
 */
public interface CacheCodec<V> {

  /**
   * Stands for the form of the bytes: another number for every other form. Bytes of another shape
   * are never given to {@link #decode}.
   */
  long shape();

  /** The value as bytes. */
  byte[] encode(V value);

  /**
   * The value of the bytes from an offset on.
   *
   * @throws UnreadableValueException when they are none
   */
  V decode(byte[] bytes, int offset);
}
