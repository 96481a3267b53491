package dev.tenk.platform.cache.codec;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Records as their components in order, without names: compact, and known only by the {@linkplain
 * #shape() shape}, a hash over the names, types and order of all components and of the records,
 * lists and enumerations in them. Whoever adds, removes, renames or retypes one gets another shape,
 * so that values written before are not there any more rather than read wrongly.
 *
 * <p>Takes records of integers, booleans, doubles, texts, UUIDs, instants, URIs, enumerations,
 * lists and records. In a native image the records must be registered for reflection.
 *
 * @param <V> the record
 */
public final class RecordCodec<V extends Record> implements CacheCodec<V> {

  private final Part<V> part;
  private final long shape;

  private RecordCodec(Part<V> part) {
    this.part = part;
    this.shape = hash(part.shape());
  }

  /**
   * The codec of a record.
   *
   * @throws IllegalArgumentException when it has a component of another type
   */
  public static <V extends Record> RecordCodec<V> of(Class<V> type) {
    return new RecordCodec<>(RecordPart.of(type));
  }

  @Override
  public long shape() {
    return shape;
  }

  @Override
  public byte[] encode(V value) {
    var out = new Writer();
    part.write().accept(out, value);
    return out.toBytes();
  }

  @Override
  public V decode(byte[] bytes, int offset) {
    var in = new Reader(bytes, offset);
    V value = part.read().apply(in);
    in.end();
    return value;
  }

  private static long hash(String shape) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(shape.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.wrap(digest).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
