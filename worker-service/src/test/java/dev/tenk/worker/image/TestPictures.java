package dev.tenk.worker.image;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;

/** Originals, good and hostile, made by the tests themselves. */
public final class TestPictures {

  private static final int ORIENTATION = 0x0112;
  private static final int GPS_DIRECTORY = 0x8825;
  private static final int GPS_LATITUDE_REF = 1;
  private static final int SHORT = 3;
  private static final int LONG = 4;
  private static final int ASCII = 2;

  private TestPictures() {}

  /** Red, green, blue and white quarters, clockwise from the top left, with a little noise. */
  public static BufferedImage quarters(int width, int height, int type) {
    BufferedImage image = new BufferedImage(width, height, type);
    Graphics2D graphics = image.createGraphics();
    Color[] colours = {Color.RED, Color.GREEN, Color.WHITE, Color.BLUE};
    for (int i = 0; i < colours.length; i++) {
      graphics.setColor(colours[i]);
      graphics.fillRect(
          i % 2 * width / 2, i / 2 * height / 2, width - width / 2, height - height / 2);
    }
    Random random = new Random(7);
    for (int i = 0; i < width * height / 400; i++) {
      int x = random.nextInt(width);
      int y = random.nextInt(height);
      graphics.setColor(new Color(random.nextInt(0xffffff)));
      graphics.fillRect(x, y, 2, 2);
    }
    graphics.dispose();
    return image;
  }

  public static byte[] jpeg(int width, int height) throws IOException {
    return encode(quarters(width, height, BufferedImage.TYPE_INT_RGB), "jpg");
  }

  public static byte[] png(int width, int height) throws IOException {
    return encode(quarters(width, height, BufferedImage.TYPE_INT_ARGB), "png");
  }

  public static byte[] encode(BufferedImage image, String format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (!ImageIO.write(image, format, out)) {
      throw new IOException("cannot write " + format);
    }
    return out.toByteArray();
  }

  public static BufferedImage decode(byte[] file) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(file));
  }

  /** A JPEG as from a phone: EXIF with this orientation and a GPS position, and an XMP packet. */
  public static byte[] photograph(int width, int height, int orientation) throws IOException {
    return withExif(jpeg(width, height), orientation);
  }

  static byte[] withExif(byte[] jpeg, int orientation) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(jpeg, 0, 2);
    out.write(segment("Exif\0\0".getBytes(StandardCharsets.US_ASCII), exif(orientation)));
    out.write(
        segment(
            "http://ns.adobe.com/xap/1.0/\0".getBytes(StandardCharsets.US_ASCII),
            "<x:xmpmeta xmlns:x='adobe:ns:meta/'>home</x:xmpmeta>"
                .getBytes(StandardCharsets.UTF_8)));
    out.write(jpeg, 2, jpeg.length - 2);
    return out.toByteArray();
  }

  private static byte[] segment(byte[] name, byte[] content) {
    int length = 2 + name.length + content.length;
    return ByteBuffer.allocate(2 + length)
        .putShort((short) 0xFFE1)
        .putShort((short) length)
        .put(name)
        .put(content)
        .array();
  }

  /** A TIFF header, a directory with the orientation, and one with a GPS field. */
  private static byte[] exif(int orientation) {
    ByteBuffer tiff = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
    tiff.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8);
    tiff.putShort((short) 2);
    field(tiff, ORIENTATION, SHORT, 1, orientation);
    int gps = tiff.position() + 12 + 4;
    field(tiff, GPS_DIRECTORY, LONG, 1, gps);
    tiff.putInt(0);
    tiff.putShort((short) 1);
    field(tiff, GPS_LATITUDE_REF, ASCII, 2, 'N');
    tiff.putInt(0);
    return tiff.array();
  }

  private static void field(ByteBuffer tiff, int tag, int type, int count, int value) {
    tiff.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
  }

  /** A PNG of some hundred bytes whose header claims this size. */
  public static byte[] pngThatClaims(int width, int height) throws IOException {
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(data)) {
      deflater.write(new byte[1000]);
    }
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    png.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
    byte[] header =
        ByteBuffer.allocate(13).putInt(width).putInt(height).put((byte) 8).put((byte) 2).array();
    png.write(chunk("IHDR", header));
    png.write(chunk("IDAT", data.toByteArray()));
    png.write(chunk("IEND", new byte[0]));
    return png.toByteArray();
  }

  static byte[] chunk(String type, byte[] content) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(content);
    return ByteBuffer.allocate(12 + content.length)
        .putInt(content.length)
        .put(name)
        .put(content)
        .putInt((int) crc.getValue())
        .array();
  }

  /** A GIF of so many frames of one pixel each. */
  public static byte[] gif(int frames) throws IOException {
    ByteArrayOutputStream gif = new ByteArrayOutputStream();
    gif.write("GIF89a".getBytes(StandardCharsets.US_ASCII));
    gif.write(new byte[] {1, 0, 1, 0, (byte) 0x80, 0, 0});
    gif.write(new byte[] {(byte) 0xff, 0, 0, 0, 0, (byte) 0xff});
    for (int i = 0; i < frames; i++) {
      gif.write(new byte[] {0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0});
      gif.write(new byte[] {2, 2, 0x44, 1, 0});
    }
    gif.write(0x3B);
    return gif.toByteArray();
  }
}
