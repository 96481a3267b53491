package dev.tenk.worker.image;

/**
 * Where the owner of a picture wants others to look.
 *
 * @param x from the left edge of the upright picture, 0, to the right, 1
 * @param y from the top, 0, to the bottom, 1
 */
public record FocalPoint(double x, double y) {

  static final FocalPoint CENTRE = new FocalPoint(0.5, 0.5);

  /** Refuses what lies outside. */
  public FocalPoint {
    if (!(x >= 0 && x <= 1 && y >= 0 && y <= 1)) {
      throw new IllegalArgumentException("a focal point lies within the picture");
    }
  }
}
