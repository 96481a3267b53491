package dev.tenk.worker.image;

import dev.tenk.worker.vips.TestVips;
import dev.tenk.worker.vips.TestVips.Step;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Originals of every format and form that is accepted, made by libvips, ImageIO and by hand. */
final class Corpus {

  static final Color RUST = new Color(200, 80, 60);
  static final Color TEAL = new Color(30, 140, 150);

  private static final int WIDTH = 48;
  private static final int HEIGHT = 32;
  private static final PictureSize SIZE = new PictureSize(WIDTH, HEIGHT);
  private static final int EXACT = 3;
  private static final int LOSSY = 8;
  private static final int INKS = 30;
  private static final byte[] START_OF_FRAME = {(byte) 0xff, (byte) 0xc0};
  private static final byte[] ADOBE = {'A', 'd', 'o', 'b', 'e'};
  private static final int ADOBE_TRANSFORM = 11;
  private static final int YCCK = 2;

  private static final AnimationTiming THREE_TIMES =
      new AnimationTiming(3, List.of(40, 1_250, 200));
  private static final AnimationTiming FOREVER = new AnimationTiming(0, List.of(70, 70, 3_000));

  private Corpus() {}

  static List<Specimen> all() throws IOException {
    List<Specimen> all = new ArrayList<>();
    byte[] png = plain(RUST, BufferedImage.TYPE_INT_RGB);
    jpegs(png, all);
    orientations(all);
    pngs(png, all);
    still(all, "WebP, lossy", converted(png, "webpsave_buffer", "Q=90"), LOSSY);
    still(all, "WebP, lossless", converted(png, "webpsave_buffer", "lossless=true"), EXACT);
    still(all, "GIF, still", converted(png, "gifsave_buffer", "dither=0"), EXACT);
    still(all, "AVIF", converted(png, "heifsave_buffer", "compression=av1,Q=90,effort=0"), LOSSY);
    List<byte[]> stills = List.of(png, plain(TEAL, BufferedImage.TYPE_INT_RGB), png);
    byte[] gif = TestVips.animation(stills, "gifsave_buffer", "dither=0");
    byte[] webp = TestVips.animation(stills, "webpsave_buffer", "Q=90");
    all.add(film("GIF, animated", THREE_TIMES.inGif(gif), THREE_TIMES));
    all.add(film("GIF, animated without end", FOREVER.inGif(gif), FOREVER));
    all.add(film("WebP, animated", THREE_TIMES.inWebp(webp), THREE_TIMES));
    all.add(film("WebP, animated without end", FOREVER.inWebp(webp), FOREVER));
    return all;
  }

  /** Of each format one, for those who break them. */
  static List<byte[]> files() throws IOException {
    return all().stream().map(Specimen::file).toList();
  }

  /** A JPEG whose frame says 12 bits, as of medical cameras. */
  static byte[] twelveBitJpeg() throws IOException {
    byte[] jpeg = converted(plain(RUST, BufferedImage.TYPE_INT_RGB), "jpegsave_buffer", "Q=90");
    jpeg[find(jpeg, START_OF_FRAME) + 4] = 12;
    return jpeg;
  }

  private static void jpegs(byte[] png, List<Specimen> all) throws IOException {
    still(all, "JPEG, baseline", converted(png, "jpegsave_buffer", "Q=90"), LOSSY);
    still(
        all, "JPEG, progressive", converted(png, "jpegsave_buffer", "Q=90,interlace=true"), LOSSY);
    still(all, "JPEG, 4:4:4", converted(png, "jpegsave_buffer", "Q=90,subsample_mode=off"), LOSSY);
    byte[] grey = TestVips.convert(png, space("b-w"), "jpegsave_buffer", "Q=95");
    all.add(Specimen.still("JPEG, grey", grey, SIZE, new Color(115, 115, 115), LOSSY));
    byte[] cmyk = TestVips.convert(png, space("cmyk"), "jpegsave_buffer", "Q=95");
    still(all, "JPEG, CMYK by Adobe", cmyk, INKS);
    all.add(Specimen.still("JPEG, YCCK by Adobe", ycck(), SIZE, Color.WHITE, EXACT));
  }

  /**
   * White paper as Adobe writes it: no brightness of inks, no colour, and black inverted: 0, 128,
   * 128, 255. Whoever takes these for inks sees teal.
   */
  private static byte[] ycck() throws IOException {
    var inks = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_ARGB);
    int[] row = new int[WIDTH * HEIGHT];
    Arrays.fill(row, 0x00_ff_7f_7f);
    inks.setRGB(0, 0, WIDTH, HEIGHT, row, 0, WIDTH);
    byte[] jpeg =
        TestVips.convert(
            TestPictures.encode(inks, "png"),
            List.of(new Step("copy", "interpretation=cmyk")),
            "jpegsave_buffer",
            "Q=95");
    jpeg[find(jpeg, ADOBE) + ADOBE_TRANSFORM] = YCCK;
    return jpeg;
  }

  private static void orientations(List<Specimen> all) throws IOException {
    for (int orientation = 1; orientation <= 8; orientation++) {
      byte[] photograph =
          TestPictures.withExif(
              TestPictures.encode(image(RUST, BufferedImage.TYPE_INT_RGB), "jpg"), orientation);
      PictureSize size = orientation < 5 ? SIZE : new PictureSize(HEIGHT, WIDTH);
      all.add(Specimen.still("JPEG, turned " + orientation, photograph, size, RUST, LOSSY));
    }
  }

  private static void pngs(byte[] png, List<Specimen> all) throws IOException {
    still(all, "PNG", png, EXACT);
    still(all, "PNG, alpha", plain(RUST, BufferedImage.TYPE_INT_ARGB), EXACT);
    still(all, "PNG, 16 bits", TestVips.convert(png, space("rgb16"), "pngsave_buffer", ""), EXACT);
    still(all, "PNG, interlaced", converted(png, "pngsave_buffer", "interlace=true"), EXACT);
    still(all, "PNG, palette", palette(), EXACT);
    still(all, "APNG", apng(png), EXACT);
    byte[] grey = TestVips.convert(png, space("grey16"), "pngsave_buffer", "");
    all.add(Specimen.still("PNG, grey, 16 bits", grey, SIZE, new Color(115, 115, 115), LOSSY));
    byte[] wide = converted(png, "pngsave_buffer", "profile=p3,keep=icc");
    all.add(Specimen.still("PNG, Display P3", wide, SIZE, new Color(217, 69, 50), LOSSY));
  }

  private static void still(List<Specimen> all, String name, byte[] file, int tolerance) {
    all.add(Specimen.still(name, file, SIZE, RUST, tolerance));
  }

  private static Specimen film(String name, byte[] file, AnimationTiming timing) {
    return new Specimen(name, file, SIZE, List.of(RUST, TEAL, RUST), Optional.of(timing), LOSSY);
  }

  private static byte[] converted(byte[] file, String saver, String options) throws IOException {
    return TestVips.convert(file, List.of(), saver, options);
  }

  private static List<Step> space(String space) {
    return List.of(new Step("colourspace", "space=" + space));
  }

  static byte[] plain(Color colour, int type) throws IOException {
    return TestPictures.encode(image(colour, type), "png");
  }

  private static BufferedImage image(Color colour, int type) {
    return filled(new BufferedImage(WIDTH, HEIGHT, type), colour);
  }

  private static byte[] palette() throws IOException {
    byte[] reds = {(byte) RUST.getRed(), 0};
    byte[] greens = {(byte) RUST.getGreen(), 0};
    byte[] blues = {(byte) RUST.getBlue(), 0};
    var two = new IndexColorModel(1, 2, reds, greens, blues);
    var image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_BINARY, two);
    return TestPictures.encode(filled(image, RUST), "png");
  }

  private static BufferedImage filled(BufferedImage image, Color colour) {
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(colour);
    graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
    graphics.dispose();
    return image;
  }

  /** A PNG that says it is animated, whose second frame never comes. */
  private static byte[] apng(byte[] png) throws IOException {
    int headerEnd = 8 + 25;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(png, 0, headerEnd);
    out.write(TestPictures.chunk("acTL", new byte[] {0, 0, 0, 2, 0, 0, 0, 0}));
    out.write(png, headerEnd, png.length - headerEnd);
    return out.toByteArray();
  }

  private static int find(byte[] file, byte[] part) {
    for (int at = 0; at + part.length <= file.length; at++) {
      if (Arrays.equals(file, at, at + part.length, part, 0, part.length)) {
        return at;
      }
    }
    throw new IllegalArgumentException("not there");
  }
}
