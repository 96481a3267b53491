package dev.tenk.media.upload;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a picture's first bytes say: enough to refuse what is none, or too large, without decoding.
 *
 * @param format the file format, by signature
 * @param width pixels, as claimed
 * @param height pixels, as claimed
 */
record ImageHeader(ImageFormat format, long width, long height) {

  private static final int HEAD_BYTES = 64 * 1024;

  /** Pixels, as claimed. */
  long pixels() {
    return width * height;
  }

  /** The header of the picture in the file, or nothing where it is not one that is taken. */
  static Optional<ImageHeader> read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      ByteBuffer head = ByteBuffer.allocate(HEAD_BYTES);
      while (head.hasRemaining() && channel.read(head) >= 0) {
        // until the buffer or the file ends
      }
      head.flip();
      for (ImageFormat format : ImageFormat.values()) {
        if (format.matches(head)) {
          return format
              .size(head, channel)
              .filter(size -> size.width() > 0 && size.height() > 0)
              .map(size -> new ImageHeader(format, size.width(), size.height()));
        }
      }
      return Optional.empty();
    }
  }
}
