package dev.tenk.bench.scenario;

import dev.tenk.bench.data.Jpegs;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;

/** JPEGs of two megapixels that differ in their bytes. */
final class Photo {

  private static final int WIDTH = 1632;
  private static final int HEIGHT = 1224;
  private static final int SHAPES = 400;
  private static final int LARGEST = 300;
  private static final byte[] JPEG = make();

  private Photo() {}

  /** One that was not uploaded yet. */
  static byte[] another(int number) {
    return Jpegs.another(JPEG, number);
  }

  private static byte[] make() {
    var random = new SplittableRandom(1);
    var image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    for (int i = 0; i < SHAPES; i++) {
      int x = random.nextInt(WIDTH);
      int y = random.nextInt(HEIGHT);
      int size = random.nextInt(1, LARGEST);
      graphics.setPaint(
          new GradientPaint(
              x, y, new Color(random.nextInt()), x + size, y + size, new Color(random.nextInt())));
      graphics.fillOval(x, y, size, size);
    }
    graphics.dispose();
    var out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "jpeg", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
