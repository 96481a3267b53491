package dev.tenk.platform.caching;

import dev.tenk.platform.cache.codec.CacheCodec;
import dev.tenk.platform.cache.codec.RecordCodec;
import dev.tenk.platform.cache.codec.UnreadableValueException;
import dev.tenk.platform.http.cache.Representation;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Representations as they are sent: what one process has rendered the others send without rendering
 * it again. The seconds of the last change, the tag, the body.
 *
 * @param shape stands for what is shown
 */
public record RepresentationCodec(long shape) implements CacheCodec<Representation> {

  private static final int FORM = 1;
  private static final int HEAD_BYTES = Long.BYTES + Representation.TAG_LENGTH;
  private static final long NEVER = Long.MIN_VALUE;

  /** Of a record as JSON: one with other components is another shape. */
  public static RepresentationCodec of(Class<? extends Record> shown) {
    return new RepresentationCodec(31 * RecordCodec.of(shown).shape() + FORM);
  }

  @Override
  public byte[] encode(Representation value) {
    Instant lastModified = value.lastModified();
    return ByteBuffer.allocate(HEAD_BYTES + value.body().length)
        .putLong(lastModified == null ? NEVER : lastModified.getEpochSecond())
        .put(value.tag().getBytes(StandardCharsets.ISO_8859_1))
        .put(value.body())
        .array();
  }

  @Override
  public Representation decode(byte[] bytes, int offset) {
    ByteBuffer in = ByteBuffer.wrap(bytes, offset, bytes.length - offset);
    if (in.remaining() < HEAD_BYTES) {
      throw new UnreadableValueException("ends too early");
    }
    long seconds = in.getLong();
    byte[] tag = new byte[Representation.TAG_LENGTH];
    in.get(tag);
    byte[] body = new byte[in.remaining()];
    in.get(body);
    return Representation.of(
        body, new String(tag, StandardCharsets.ISO_8859_1), lastModified(seconds));
  }

  private static @Nullable Instant lastModified(long seconds) {
    return seconds == NEVER ? null : Instant.ofEpochSecond(seconds);
  }
}
