package dev.tenk.worker.image;

import java.util.ArrayList;
import java.util.List;

/**
 * ThumbHash: some 25 bytes that become a blurred placeholder of a picture.
 *
 * <p>The picture's luminance, two colour differences and alpha go through a discrete cosine
 * transform, of which the lowest frequencies are kept, 4 bits each. The algorithm and its layout of
 * bits are Evan Wallace's, MIT licence.
 *
 * @see <a href="https://evanw.github.io/thumbhash/">ThumbHash</a>
 */
final class ThumbHash {

  /** Longest side of a picture that is hashed: more would cost time and change nothing. */
  static final int MAX_SIDE = 100;

  private ThumbHash() {}

  /**
   * The hash of a picture.
   *
   * @param size at most {@link #MAX_SIDE} on each side
   * @param bands bytes per pixel: 3 for RGB, 4 for RGB and straight alpha
   * @param pixels row by row
   */
  static byte[] of(PictureSize size, int bands, byte[] pixels) {
    int width = size.width();
    int height = size.height();
    int count = width * height;
    if (Math.max(width, height) > MAX_SIDE || bands < 3 || pixels.length != count * bands) {
      throw new IllegalArgumentException("not an RGB picture of " + size);
    }
    double[] alpha = new double[count];
    double[] average = averageColour(bands, pixels, alpha);
    double[] lightness = new double[count];
    double[] yellowBlue = new double[count];
    double[] redGreen = new double[count];
    double opacity = 0;
    for (int i = 0; i < count; i++) {
      double red = over(average[0], pixels[i * bands], alpha[i]);
      double green = over(average[1], pixels[i * bands + 1], alpha[i]);
      double blue = over(average[2], pixels[i * bands + 2], alpha[i]);
      lightness[i] = (red + green + blue) / 3;
      yellowBlue[i] = (red + green) / 2 - blue;
      redGreen[i] = red - green;
      opacity += alpha[i];
    }
    boolean translucent = opacity < count;
    int most = translucent ? 5 : 7;
    int longest = Math.max(width, height);
    int across = Math.max(1, round((double) most * width / longest));
    int down = Math.max(1, round((double) most * height / longest));
    Channel l = Channel.of(lightness, size, Math.max(3, across), Math.max(3, down));
    Channel p = Channel.of(yellowBlue, size, 3, 3);
    Channel q = Channel.of(redGreen, size, 3, 3);
    boolean landscape = width > height;
    ThumbHashBits bits = new ThumbHashBits();
    bits.add(round(63 * l.mean()), 6);
    bits.add(round(31.5 + 31.5 * p.mean()), 6);
    bits.add(round(31.5 + 31.5 * q.mean()), 6);
    bits.add(round(31 * l.scale()), 5);
    bits.add(translucent ? 1 : 0, 1);
    bits.add(landscape ? down : across, 3);
    bits.add(round(63 * p.scale()), 6);
    bits.add(round(63 * q.scale()), 6);
    bits.add(landscape ? 1 : 0, 1);
    if (translucent) {
      Channel a = Channel.of(alpha, size, 5, 5);
      bits.add(round(15 * a.mean()), 4);
      bits.add(round(15 * a.scale()), 4);
      return bits.addAll(l).addAll(p).addAll(q).addAll(a).toBytes();
    }
    return bits.addAll(l).addAll(p).addAll(q).toBytes();
  }

  /** The mean colour weighted by opacity, 0 to 1 each; fills in the alpha of each pixel. */
  private static double[] averageColour(int bands, byte[] pixels, double[] alpha) {
    double[] sum = new double[3];
    double opacity = 0;
    for (int i = 0; i < alpha.length; i++) {
      alpha[i] = bands < 4 ? 1 : unit(pixels[i * bands + 3]);
      for (int colour = 0; colour < 3; colour++) {
        sum[colour] += alpha[i] * unit(pixels[i * bands + colour]);
      }
      opacity += alpha[i];
    }
    for (int colour = 0; colour < 3 && opacity > 0; colour++) {
      sum[colour] /= opacity;
    }
    return sum;
  }

  private static double over(double background, byte colour, double alpha) {
    return background * (1 - alpha) + alpha * unit(colour);
  }

  private static double unit(byte value) {
    return (value & 0xff) / 255.0;
  }

  static int round(double value) {
    return (int) Math.floor(value + 0.5);
  }

  /**
   * The low frequencies of one channel.
   *
   * @param mean the constant term
   * @param scale the largest of the others
   * @param frequencies the others, 0 to 1 in units of the scale
   */
  record Channel(double mean, double scale, List<Double> frequencies) {

    static Channel of(double[] values, PictureSize size, int across, int down) {
      List<Double> found = new ArrayList<>();
      double mean = 0;
      double scale = 0;
      for (int y = 0; y < down; y++) {
        for (int x = 0; x * down < across * (down - y); x++) {
          double strength = strength(values, size, x, y);
          if (x == 0 && y == 0) {
            mean = strength;
          } else {
            found.add(strength);
            scale = Math.max(scale, Math.abs(strength));
          }
        }
      }
      double unit = scale;
      return new Channel(
          mean, scale, found.stream().map(f -> unit > 0 ? 0.5 + 0.5 / unit * f : f).toList());
    }

    private static double strength(double[] values, PictureSize size, int across, int down) {
      double[] wave = new double[size.width()];
      for (int x = 0; x < wave.length; x++) {
        wave[x] = Math.cos(Math.PI / size.width() * across * (x + 0.5));
      }
      double sum = 0;
      for (int y = 0; y < size.height(); y++) {
        double factor = Math.cos(Math.PI / size.height() * down * (y + 0.5));
        for (int x = 0; x < wave.length; x++) {
          sum += values[x + y * wave.length] * wave[x] * factor;
        }
      }
      return sum / size.pixels();
    }
  }
}
