import static java.nio.charset.StandardCharsets.US_ASCII;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Paints docs/tour/photo.jpg: 12 megapixels, as a phone held upright stores them: turned (EXIF orientation 6), with the
 * place where it was taken (GPS). Run: {@code java docs/tour/Photo.java docs/tour/photo.jpg}.
 */
final class Photo {

  private static final int WIDTH = 3000;
  private static final int HEIGHT = 4000;

  public static void main(String[] arguments) throws IOException {
    byte[] jpeg = jpeg(turned(scene()));
    ByteArrayOutputStream photo = new ByteArrayOutputStream();
    photo.write(jpeg, 0, 2);
    photo.write(exif());
    photo.write(jpeg, 2, jpeg.length - 2);
    Files.write(Path.of(arguments[0]), photo.toByteArray());
  }

  /** Evening over hills by the sea, upright. */
  private static BufferedImage scene() {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D paint = image.createGraphics();
    paint.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    paint.setPaint(
        new GradientPaint(0, 0, new Color(38, 64, 120), 0, 2400, new Color(250, 170, 100)));
    paint.fillRect(0, 0, WIDTH, 2600);
    paint.setPaint(new Color(255, 236, 190));
    paint.fill(new Ellipse2D.Double(1800, 1700, 420, 420));
    paint.setPaint(
        new GradientPaint(0, 2600, new Color(200, 130, 90), 0, 4000, new Color(20, 40, 70)));
    paint.fillRect(0, 2600, WIDTH, 1400);
    SplittableRandom random = new SplittableRandom(10_000);
    for (int ridge = 0; ridge < 4; ridge++) {
      Path2D hill = new Path2D.Double();
      hill.moveTo(0, 2600);
      for (int x = 0; x <= WIDTH; x += 50) {
        hill.lineTo(x, 2250 + ridge * 90 - 160 * Math.sin(x / (520.0 - 70 * ridge) + ridge) - random.nextInt(18));
      }
      hill.lineTo(WIDTH, 2600);
      hill.closePath();
      paint.setPaint(new Color(70 - 14 * ridge, 76 - 12 * ridge, 110 - 22 * ridge));
      paint.fill(hill);
    }
    paint.dispose();
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        image.setRGB(x, y, grain(image.getRGB(x, y), random.nextInt(7) - 3));
      }
    }
    return image;
  }

  private static int grain(int rgb, int by) {
    return clamp((rgb >> 16 & 255) + by) << 16 | clamp((rgb >> 8 & 255) + by) << 8 | clamp((rgb & 255) + by);
  }

  private static int clamp(int value) {
    return Math.max(0, Math.min(255, value));
  }

  /** As the sensor stores it: a quarter turn to the left, which orientation 6 undoes. */
  private static BufferedImage turned(BufferedImage upright) {
    BufferedImage stored = new BufferedImage(HEIGHT, WIDTH, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        stored.setRGB(y, WIDTH - 1 - x, upright.getRGB(x, y));
      }
    }
    return stored;
  }

  private static byte[] jpeg(BufferedImage image) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriteParam parameters = writer.getDefaultWriteParam();
    parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    parameters.setCompressionQuality(0.82f);
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), parameters);
    }
    writer.dispose();
    return bytes.toByteArray();
  }

  /** APP1 with IFD0 (make, orientation 6, GPS) and a GPS IFD (N 59 54 30, E 10 45 0). */
  private static byte[] exif() {
    ByteBuffer tiff = ByteBuffer.allocate(200);
    tiff.put("MM".getBytes(US_ASCII)).putShort((short) 42).putInt(8);
    tiff.putShort((short) 3);
    entry(tiff, 0x010F, 2, 5, 50); // make
    entry(tiff, 0x0112, 3, 1, 6 << 16); // orientation
    entry(tiff, 0x8825, 4, 1, 56); // where the GPS directory is
    tiff.putInt(0);
    tiff.put("Tenk\0\0".getBytes(US_ASCII));
    tiff.putShort((short) 4);
    entry(tiff, 1, 2, 2, 'N' << 24);
    entry(tiff, 2, 5, 3, 110);
    entry(tiff, 3, 2, 2, 'E' << 24);
    entry(tiff, 4, 5, 3, 134);
    tiff.putInt(0);
    for (int part : new int[] {59, 54, 30, 10, 45, 0}) {
      tiff.putInt(part).putInt(1);
    }
    byte[] head = "Exif\0\0".getBytes(US_ASCII);
    int length = 2 + head.length + tiff.position();
    return ByteBuffer.allocate(2 + length)
        .put((byte) 0xFF)
        .put((byte) 0xE1)
        .putShort((short) length)
        .put(head)
        .put(tiff.flip())
        .array();
  }

  private static void entry(ByteBuffer tiff, int tag, int type, int count, int value) {
    tiff.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
  }
}
