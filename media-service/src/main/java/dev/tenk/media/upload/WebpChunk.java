package dev.tenk.media.upload;

import java.nio.ByteBuffer;
import java.util.Optional;

/** The size in the first chunk of a WebP. */
final class WebpChunk {

  private static final int MIN_BYTES = 30;
  private static final int LOSSLESS_SIGNATURE = 0x2F;

  private WebpChunk() {}

  static Optional<ImageFormat.Size> size(ByteBuffer little) {
    if (little.limit() < MIN_BYTES) {
      return Optional.empty();
    }
    if (ImageFormat.text(little, 12, "VP8 ")) {
      return Optional.of(
          new ImageFormat.Size(little.getShort(26) & 0x3FFF, little.getShort(28) & 0x3FFF));
    }
    if (ImageFormat.text(little, 12, "VP8L")
        && ImageFormat.unsigned(little, 20) == LOSSLESS_SIGNATURE) {
      int bits = little.getInt(21);
      return Optional.of(new ImageFormat.Size((bits & 0x3FFF) + 1L, (bits >>> 14 & 0x3FFF) + 1L));
    }
    if (ImageFormat.text(little, 12, "VP8X")) {
      return Optional.of(
          new ImageFormat.Size(unsigned24(little, 24) + 1L, unsigned24(little, 27) + 1L));
    }
    return Optional.empty();
  }

  private static int unsigned24(ByteBuffer little, int at) {
    return Short.toUnsignedInt(little.getShort(at)) | ImageFormat.unsigned(little, at + 2) << 16;
  }
}
