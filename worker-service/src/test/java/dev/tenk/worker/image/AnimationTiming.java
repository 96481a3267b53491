package dev.tenk.worker.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How an animation is played, read from and written into files by their specifications, so that no
 * library is asked about itself.
 *
 * @param plays how often; 0 for without end
 * @param millis how long each frame is shown
 * @see <a href="https://www.w3.org/Graphics/GIF/spec-gif89a.txt">GIF89a</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9649">RFC 9649, WebP</a>
 */
record AnimationTiming(int plays, List<Integer> millis) {

  private static final int GIF_EXTENSION = 0x21;
  private static final int GIF_IMAGE = 0x2c;
  private static final int GIF_CONTROL = 0xf9;
  private static final int GIF_APPLICATION = 0xff;
  private static final int CENTISECOND = 10;
  private static final int WEBP_DURATION = 12;

  /** The GIF with this timing instead of its own. */
  byte[] inGif(byte[] gif) {
    ByteBuffer file = ByteBuffer.wrap(gif.clone()).order(ByteOrder.LITTLE_ENDIAN);
    int frame = 0;
    int at = 13 + table(file.get(10));
    while (at < gif.length) {
      int block = gif[at] & 0xff;
      int label = block == GIF_EXTENSION ? gif[at + 1] & 0xff : 0;
      if (label == GIF_CONTROL) {
        file.putShort(at + 4, (short) (millis.get(frame++) / CENTISECOND));
      } else if (label == GIF_APPLICATION) {
        // says how often it is repeated, so once less
        file.putShort(at + 16, (short) Math.max(0, plays - 1));
      }
      at = after(gif, at, block);
    }
    if (frame != millis.size()) {
      throw new IllegalArgumentException("a GIF of " + frame + " frames");
    }
    return file.array();
  }

  private static int after(byte[] gif, int at, int block) {
    int next =
        switch (block) {
          case GIF_EXTENSION -> at + 2;
          case GIF_IMAGE -> at + 11 + table(gif[at + 9]);
          default -> gif.length;
        };
    while (next < gif.length && gif[next] != 0) {
      next += 1 + (gif[next] & 0xff);
    }
    return next + 1;
  }

  /** Bytes of the colour table that these flags tell of. */
  private static int table(byte flags) {
    return (flags & 0x80) == 0 ? 0 : 3 << (flags & 7) + 1;
  }

  /** The WebP with this timing instead of its own. */
  byte[] inWebp(byte[] webp) {
    byte[] file = webp.clone();
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int frame = 0;
    for (Chunk chunk : chunks(file)) {
      if (chunk.name.equals("ANIM")) {
        bytes.putShort(chunk.at + 4, (short) plays);
      } else if (chunk.name.equals("ANMF")) {
        int duration = millis.get(frame++);
        bytes.putShort(chunk.at + WEBP_DURATION, (short) duration);
        bytes.put(chunk.at + WEBP_DURATION + 2, (byte) (duration >> 16));
      }
    }
    if (frame != millis.size()) {
      throw new IllegalArgumentException("a WebP of " + frame + " frames");
    }
    return file;
  }

  /** The timing of a WebP that is animated. */
  static AnimationTiming ofWebp(byte[] file) {
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int plays = -1;
    List<Integer> millis = new ArrayList<>();
    for (Chunk chunk : chunks(file)) {
      if (chunk.name.equals("ANIM")) {
        plays = bytes.getShort(chunk.at + 4) & 0xffff;
      } else if (chunk.name.equals("ANMF")) {
        millis.add(
            (bytes.getShort(chunk.at + WEBP_DURATION) & 0xffff)
                | (bytes.get(chunk.at + WEBP_DURATION + 2) & 0xff) << 16);
      }
    }
    return new AnimationTiming(plays, List.copyOf(millis));
  }

  private record Chunk(String name, int at) {}

  private static List<Chunk> chunks(byte[] webp) {
    ByteBuffer bytes = ByteBuffer.wrap(webp).order(ByteOrder.LITTLE_ENDIAN);
    List<Chunk> chunks = new ArrayList<>();
    for (int at = 12; at + 8 <= webp.length; at += 8 + (bytes.getInt(at + 4) + 1 & ~1)) {
      chunks.add(new Chunk(new String(Arrays.copyOfRange(webp, at, at + 4), ISO_8859_1), at + 8));
    }
    return chunks;
  }
}
