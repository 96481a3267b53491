package dev.tenk.worker.image;

/**
 * Width and height of an upright picture.
 *
 * @param width pixels, at least 1
 * @param height pixels, at least 1
 */
public record PictureSize(int width, int height) {

  /** The size with the same proportions that is nowhere larger than the box; never larger. */
  PictureSize inside(PictureSize box) {
    return isWiderThan(box) ? scaledTo(box.width, true) : scaledTo(box.height, false);
  }

  /** The size with the same proportions that is nowhere smaller than the box; never larger. */
  PictureSize covering(PictureSize box) {
    return isWiderThan(box) ? scaledTo(box.height, false) : scaledTo(box.width, true);
  }

  long pixels() {
    return (long) width * height;
  }

  private boolean isWiderThan(PictureSize box) {
    return (long) width * box.height >= (long) height * box.width;
  }

  private PictureSize scaledTo(int side, boolean isWidth) {
    if (side >= (isWidth ? width : height)) {
      return this;
    }
    return isWidth
        ? new PictureSize(side, scaled(height, side, width))
        : new PictureSize(scaled(width, side, height), side);
  }

  private static int scaled(int side, int to, int from) {
    return Math.max(1, Math.toIntExact(Math.round((double) side * to / from)));
  }
}
