package dev.tenk.platform.http.cache;

import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/**
 * Small bodies by gzip (RFC 1952). A compressor has some 256 KB outside the heap, which cost more
 * to get than the compressing of a kilobyte takes: a few are used again. Thread-safe.
 */
final class Gzip {

  private static final byte[] HEADER = {0x1F, (byte) 0x8B, Deflater.DEFLATED, 0, 0, 0, 0, 0, 0, -1};
  private static final int TRAILER_BYTES = 8;
  private static final int KEPT = 4;
  private static final Queue<Deflater> IDLE = new ArrayBlockingQueue<>(KEPT);

  private Gzip() {}

  /** The body by gzip, or null where that is no shorter. */
  static byte @Nullable [] shorter(byte[] body) {
    int room = body.length - 1;
    if (room < HEADER.length + TRAILER_BYTES) {
      return null;
    }
    byte[] out = Arrays.copyOf(HEADER, room);
    Deflater idle = IDLE.poll();
    Deflater deflater = idle == null ? new Deflater(Deflater.DEFAULT_COMPRESSION, true) : idle;
    int length;
    try {
      deflater.setInput(body);
      deflater.finish();
      length =
          deflater.deflate(out, HEADER.length, room - HEADER.length - TRAILER_BYTES)
              + HEADER.length;
      if (!deflater.finished()) {
        return null;
      }
    } finally {
      deflater.reset();
      if (!IDLE.offer(deflater)) {
        deflater.end();
      }
    }
    var checksum = new CRC32();
    checksum.update(body);
    putLittleEndian(out, length, (int) checksum.getValue());
    putLittleEndian(out, length + Integer.BYTES, body.length);
    return Arrays.copyOf(out, length + TRAILER_BYTES);
  }

  private static void putLittleEndian(byte[] out, int at, int value) {
    for (int i = 0; i < Integer.BYTES; i++) {
      out[at + i] = (byte) (value >>> Byte.SIZE * i);
    }
  }
}
