package dev.tenk.bench.image;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;

/** Pictures with the gradients and the grain of photographs, always the same. */
final class Originals {

  private static final int GRAIN = 24;

  private Originals() {}

  static Map<String, Path> write(Path directory) throws IOException {
    Map<String, Path> originals = new LinkedHashMap<>();
    originals.put("12 MP JPEG", largeJpeg(directory));
    originals.put("24 MP JPEG", jpeg(directory.resolve("24.jpg"), 6000, 4000));
    originals.put("3 MP PNG with alpha", png(directory.resolve("alpha.png"), 2000, 1500));
    return originals;
  }

  static Path largeJpeg(Path directory) throws IOException {
    return jpeg(directory.resolve("12.jpg"), 4000, 3000);
  }

  private static Path jpeg(Path file, int width, int height) throws IOException {
    ImageIO.write(
        paint(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB)), "jpg", file.toFile());
    return file;
  }

  private static Path png(Path file, int width, int height) throws IOException {
    ImageIO.write(
        paint(new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB)), "png", file.toFile());
    return file;
  }

  private static BufferedImage paint(BufferedImage image) {
    Random random = new Random(7);
    int width = image.getWidth();
    int height = image.getHeight();
    int[] row = new int[width];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int grain = random.nextInt(GRAIN);
        int red = wave(x, 310, y, 170) + grain;
        int green = wave(y, 230, x, 90) + grain;
        int blue = wave(x + y, 410, y, 55) + grain;
        int alpha = Math.min(255, 2 * wave(x, 700, y, 500));
        row[x] = alpha << 24 | red << 16 | green << 8 | blue;
      }
      image.setRGB(0, y, width, 1, row, 0, width);
    }
    return image;
  }

  /** From 0 to 231, so that grain has room above. */
  private static int wave(int a, double period, int b, double other) {
    return (int) (57.5 * (2 + Math.sin(a / period * 6) + Math.cos(b / other)));
  }
}
