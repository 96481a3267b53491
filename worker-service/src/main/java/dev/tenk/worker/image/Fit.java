package dev.tenk.worker.image;

/** How a picture goes into the box of a preset. Nothing is ever enlarged. */
public enum Fit {
  /** Whole, no larger than the box: the variant is as large as the picture in it. */
  INSIDE,
  /** Whole, in the middle of a variant of the box's size, with the background around it. */
  CONTAIN,
  /** Filling the box, of which what is too much is cut off. */
  COVER
}
