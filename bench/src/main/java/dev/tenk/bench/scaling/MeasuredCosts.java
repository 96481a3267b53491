package dev.tenk.bench.scaling;

/**
 * What {@code ./tenk bench capacity} measured, rounded; docs/operations/scaling.md has the run. CPU
 * time, JVM flavour.
 */
final class MeasuredCosts {
  /** Of user-service: ninety-nine profiles read and one sign-in, in microseconds for each. */
  static final long USER_MICROS = 1_900;

  /** Of media-service: nineteen reads (a medium, its thumbnail) and one upload. */
  static final long MEDIA_MICROS = 4_000;

  /** Of worker-service, a picture of 12 megapixels. */
  static final long PICTURE_MICROS = 540_000;

  /** Of a JVM's start until it is ready, in milliseconds. */
  static final double START_CPU_MILLIS = 10_000;

  private MeasuredCosts() {}
}
