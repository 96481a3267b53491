package dev.tenk.local.trace;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.function.BiConsumer;

/**
 * Reads a message of Protocol Buffers field by field: as much of the wire format as OTLP's spans
 * take, instead of a library and generated classes of many times that size.
 *
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">Encoding</a>
 */
final class Fields {

  private static final int VARINT = 0;
  private static final int FIXED_64 = 1;
  private static final int BYTES = 2;
  private static final int FIXED_32 = 5;

  private Fields() {}

  /**
   * The value of a field.
   *
   * @param number of a varint or of a fixed width
   * @param bytes of text, bytes or a message; empty otherwise
   */
  record Value(long number, ByteBuffer bytes) {

    String text() {
      return StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
    }

    String hex() {
      byte[] copy = new byte[bytes.remaining()];
      bytes.duplicate().get(copy);
      return HexFormat.of().formatHex(copy);
    }

    /** The fields of a message. */
    void forEach(BiConsumer<Integer, Value> visitor) {
      Fields.forEach(bytes, visitor);
    }
  }

  /**
   * Visits each field by its number, in order.
   *
   * @throws IllegalArgumentException when it is no such message
   */
  static void forEach(ByteBuffer message, BiConsumer<Integer, Value> visitor) {
    ByteBuffer in = message.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    while (in.hasRemaining()) {
      long tag = varint(in);
      visitor.accept((int) (tag >>> 3), value(in, (int) (tag & 7)));
    }
  }

  private static Value value(ByteBuffer in, int type) {
    ByteBuffer none = ByteBuffer.allocate(0);
    return switch (type) {
      case VARINT -> new Value(varint(in), none);
      case FIXED_64 -> {
        require(in, Long.BYTES);
        yield new Value(in.getLong(), none);
      }
      case FIXED_32 -> {
        require(in, Integer.BYTES);
        yield new Value(in.getInt(), none);
      }
      case BYTES -> {
        long length = varint(in);
        require(in, length);
        ByteBuffer bytes = in.slice(in.position(), (int) length);
        in.position(in.position() + (int) length);
        yield new Value(0, bytes);
      }
      default -> throw new IllegalArgumentException("wire type " + type);
    };
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      require(in, 1);
      byte next = in.get();
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("a number of more than 64 bits");
  }

  private static void require(ByteBuffer in, long bytes) {
    if (bytes < 0 || in.remaining() < bytes) {
      throw new IllegalArgumentException("it ends too early");
    }
  }
}
