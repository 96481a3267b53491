package dev.tenk.local.chaos;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import javax.imageio.ImageIO;

/** Pictures that are all different. */
final class Picture {

  private static final int WIDTH = 640;
  private static final int HEIGHT = 480;
  private static final int BLOCK = 16;

  private Picture() {}

  /** A JPEG of coloured blocks. */
  static byte[] random() {
    var image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    RandomGenerator random = RandomGenerator.getDefault();
    for (int y = 0; y < HEIGHT; y += BLOCK) {
      for (int x = 0; x < WIDTH; x += BLOCK) {
        int[] colour = new int[BLOCK * BLOCK];
        Arrays.fill(colour, random.nextInt(1 << 24));
        image.setRGB(x, y, BLOCK, BLOCK, colour, 0, BLOCK);
      }
    }
    var out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "jpeg", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
