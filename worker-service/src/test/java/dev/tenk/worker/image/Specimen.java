package dev.tenk.worker.image;

import java.awt.Color;
import java.util.List;
import java.util.Optional;

/**
 * An original as people have it, and what it shows.
 *
 * @param name of its format and form
 * @param file the original
 * @param size upright
 * @param means what each frame is like on average
 * @param timing how it is played; none of a still picture
 * @param tolerance of each of red, green and blue, 0 to 255: for inks and lossy forms
 */
record Specimen(
    String name,
    byte[] file,
    PictureSize size,
    List<Color> means,
    Optional<AnimationTiming> timing,
    int tolerance) {

  static Specimen still(String name, byte[] file, PictureSize size, Color mean, int tolerance) {
    return new Specimen(name, file, size, List.of(mean), Optional.empty(), tolerance);
  }

  @Override
  public String toString() {
    return name;
  }
}
