package dev.tenk.local.endtoend;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** Pictures to upload, and a look into those that come back. */
final class Photo {

  private Photo() {}

  /** The tour's: 12 megapixels, EXIF orientation 6, GPS. */
  static byte[] ofTheTour() throws IOException {
    return Files.readAllBytes(Path.of("../docs/tour/photo.jpg"));
  }

  /** A JPEG of one colour. */
  static byte[] plain(int width, int height, Color colour) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D paint = image.createGraphics();
    paint.setColor(colour);
    paint.fillRect(0, 0, width, height);
    paint.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "jpeg", bytes);
    return bytes.toByteArray();
  }

  /** A PNG header that claims this size, and no data. */
  static byte[] pngThatClaims(int width, int height) {
    byte[] header =
        ByteBuffer.allocate(17)
            .put("IHDR".getBytes(ISO_8859_1))
            .putInt(width)
            .putInt(height)
            .put(new byte[] {8, 2, 0, 0, 0})
            .array();
    CRC32 crc = new CRC32();
    crc.update(header);
    return ByteBuffer.allocate(33)
        .putLong(0x89504E470D0A1A0AL)
        .putInt(13)
        .put(header)
        .putInt((int) crc.getValue())
        .array();
  }

  static BufferedImage decode(byte[] jpeg) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(jpeg));
  }

  /** Whether the file carries metadata that could tell where and by whom it was taken. */
  static boolean hasMetadata(byte[] file) {
    String text = new String(file, ISO_8859_1);
    return text.contains("Exif")
        || text.contains("EXIF")
        || text.contains("http://ns.adobe.com")
        || text.contains("Tenk");
  }
}
