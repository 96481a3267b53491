package dev.tenk.worker.image;

import java.util.HashSet;
import java.util.Set;

/** Tells drawings from photographs: a palette has room for all colours of the first. */
final class FewColours {

  private static final int MOST = 256;

  private FewColours() {}

  /**
   * Whether a palette holds them.
   *
   * @param bands bytes per pixel, 3 or 4
   * @param pixels row by row
   */
  static boolean fit(int bands, byte[] pixels) {
    Set<Integer> colours = new HashSet<>();
    int last = -1;
    for (int at = 0; at < pixels.length; at += bands) {
      int colour = 0;
      for (int band = 0; band < bands; band++) {
        colour = colour << Byte.SIZE | pixels[at + band] & 0xff;
      }
      if ((at == 0 || colour != last) && colours.add(colour) && colours.size() > MOST) {
        return false;
      }
      last = colour;
    }
    return true;
  }
}
