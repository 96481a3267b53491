package dev.tenk.media.upload;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;

/** Finds the start of frame of a JPEG, past EXIF and profiles of any length. */
final class JpegFrame {

  private static final int MAX_SEGMENTS = 512;
  private static final int SEGMENT_HEAD = 9;

  private JpegFrame() {}

  static Optional<ImageFormat.Size> size(FileChannel file) throws IOException {
    long at = 2;
    ByteBuffer head = ByteBuffer.allocate(SEGMENT_HEAD);
    for (int segment = 0; segment < MAX_SEGMENTS; segment++) {
      head.clear();
      while (head.hasRemaining() && file.read(head, at + head.position()) > 0) {
        // until the buffer or the file ends
      }
      if (head.hasRemaining() || ImageFormat.unsigned(head, 0) != 0xFF) {
        return Optional.empty();
      }
      int marker = ImageFormat.unsigned(head, 1);
      if (marker == 0xFF) {
        at += 1; // fill byte
      } else if (isStartOfFrame(marker)) {
        return Optional.of(
            new ImageFormat.Size(
                Short.toUnsignedInt(head.getShort(7)), Short.toUnsignedInt(head.getShort(5))));
      } else if (marker == 0xDA || marker == 0xD9) {
        return Optional.empty(); // the scan or the end before a frame
      } else {
        at += 2 + Short.toUnsignedInt(head.getShort(2));
      }
    }
    return Optional.empty();
  }

  /** SOF0 to SOF15 without DHT, JPG and DAC, which share the range. */
  private static boolean isStartOfFrame(int marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
  }
}
