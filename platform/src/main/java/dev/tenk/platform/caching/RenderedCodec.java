package dev.tenk.platform.caching;

import dev.tenk.platform.cache.codec.CacheCodec;
import dev.tenk.platform.cache.codec.UnreadableValueException;
import dev.tenk.platform.http.cache.Representation;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What must be known and how it is shown, one after the other.
 *
 * @param values what must be known as bytes
 * @param shown representations as bytes
 */
public record RenderedCodec<T>(CacheCodec<T> values, CacheCodec<Representation> shown)
    implements CacheCodec<Rendered<T>> {

  @Override
  public long shape() {
    return 31 * values.shape() + shown.shape();
  }

  @Override
  public byte[] encode(Rendered<T> value) {
    byte[] known = values.encode(value.value());
    byte[] representation = shown.encode(value.representation());
    return ByteBuffer.allocate(Integer.BYTES + known.length + representation.length)
        .putInt(known.length)
        .put(known)
        .put(representation)
        .array();
  }

  @Override
  public Rendered<T> decode(byte[] bytes, int offset) {
    int start = offset + Integer.BYTES;
    if (start > bytes.length) {
      throw new UnreadableValueException("ends too early");
    }
    int length = ByteBuffer.wrap(bytes).getInt(offset);
    if (length < 0 || length > bytes.length - start) {
      throw new UnreadableValueException("a count is too large");
    }
    T known = values.decode(Arrays.copyOfRange(bytes, start, start + length), 0);
    return new Rendered<>(known, shown.decode(bytes, start + length));
  }
}
