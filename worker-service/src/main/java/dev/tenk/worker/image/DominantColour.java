package dev.tenk.worker.image;

import dev.tenk.worker.vips.Colour;

/**
 * The colour that most of a picture has, for a page to show before anything else.
 *
 * <p>Pixels are counted in cubes of like colours, weighed by their alpha; the answer is the mean of
 * the fullest cube, so that it is a colour of the picture, which the mean of all need not be.
 */
final class DominantColour {

  private static final int CUBE_BITS = 3;
  private static final int CUBES = 1 << 3 * CUBE_BITS;
  private static final int OPAQUE = 255;
  private static final Colour NONE = new Colour(OPAQUE, OPAQUE, OPAQUE);

  private DominantColour() {}

  /**
   * Counts; of a wholly clear picture it is white.
   *
   * @param bands bytes per pixel: 3 for RGB, 4 for RGB and straight alpha
   * @param pixels row by row
   */
  static Colour of(int bands, byte[] pixels) {
    long[] weights = new long[CUBES];
    long[][] sums = new long[3][CUBES];
    for (int at = 0; at < pixels.length; at += bands) {
      int alpha = bands > 3 ? pixels[at + 3] & 0xff : OPAQUE;
      int cube = 0;
      for (int band = 0; band < 3; band++) {
        cube = cube << CUBE_BITS | (pixels[at + band] & 0xff) >> Byte.SIZE - CUBE_BITS;
      }
      weights[cube] += alpha;
      for (int band = 0; band < 3; band++) {
        sums[band][cube] += (long) alpha * (pixels[at + band] & 0xff);
      }
    }
    int fullest = 0;
    for (int cube = 1; cube < CUBES; cube++) {
      fullest = weights[cube] > weights[fullest] ? cube : fullest;
    }
    long weight = weights[fullest];
    return weight == 0
        ? NONE
        : new Colour(
            mean(sums[0][fullest], weight),
            mean(sums[1][fullest], weight),
            mean(sums[2][fullest], weight));
  }

  private static int mean(long sum, long weight) {
    return Math.toIntExact((sum + weight / 2) / weight);
  }
}
