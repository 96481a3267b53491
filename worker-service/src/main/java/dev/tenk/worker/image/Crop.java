package dev.tenk.worker.image;

/** Which part {@link Fit#COVER} keeps of a picture whose owner has not said where to look. */
public enum Crop {
  /** What people look at first: skin, strong colours and edges. */
  ATTENTION,
  CENTRE
}
