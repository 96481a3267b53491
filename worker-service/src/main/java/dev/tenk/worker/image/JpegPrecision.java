package dev.tenk.worker.image;

/**
 * Tells JPEGs that are whole but of a kind that is not decoded, as 12-bit and lossless ones of
 * medical cameras, from damaged ones: by the marker before the frame (ITU-T T.81, B.2.2).
 */
final class JpegPrecision {

  /** How far into a file profiles and previews may push its frame. */
  static final int MOST_BYTES = 1 << 20;

  private static final int BASELINE_BITS = 8;
  private static final int LONGEST_FRAME = 5;

  private JpegPrecision() {}

  /** Whether the frame is of a kind that is not decoded; false where there is none. */
  static boolean isUnusual(byte[] head) {
    int at = 2;
    while (at + LONGEST_FRAME <= head.length && (head[at] & 0xff) == 0xff) {
      int marker = head[at + 1] & 0xff;
      if (isFrame(marker)) {
        return marker > 0xc2 || head[at + 4] != BASELINE_BITS;
      }
      at += 2 + ((head[at + 2] & 0xff) << Byte.SIZE | head[at + 3] & 0xff);
    }
    return false;
  }

  /** SOF0 to SOF15, among which are three tables. */
  private static boolean isFrame(int marker) {
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
  }
}
