package dev.tenk.worker.image;

/**
 * Width and height of an upright picture.
 *
 * @param width pixels, at least 1
 * @param height pixels, at least 1
 */
public record PictureSize(int width, int height) {

  /** The size with the same proportions whose longest side is at most this; never larger. */
  PictureSize within(int longestSide) {
    int longest = Math.max(width, height);
    return longest <= longestSide
        ? this
        : new PictureSize(
            scaled(width, longestSide, longest), scaled(height, longestSide, longest));
  }

  long pixels() {
    return (long) width * height;
  }

  private static int scaled(int side, int longestSide, int longest) {
    return Math.max(1, Math.toIntExact(Math.round((double) side * longestSide / longest)));
  }
}
