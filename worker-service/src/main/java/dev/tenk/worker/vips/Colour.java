package dev.tenk.worker.vips;

import java.util.HexFormat;

/**
 * An opaque colour in sRGB.
 *
 * @param red 0 to 255
 * @param green 0 to 255
 * @param blue 0 to 255
 */
public record Colour(int red, int green, int blue) {

  static final int BANDS = 3;

  private static final HexFormat HEX = HexFormat.of();

  /**
   * The colour of six hexadecimal digits, with or without {@code #}. Found by configuration, too.
   *
   * @throws IllegalArgumentException when the text is not one
   */
  public static Colour of(String text) {
    byte[] numbers = HEX.parseHex(text.startsWith("#") ? text.substring(1) : text);
    if (numbers.length != BANDS) {
      throw new IllegalArgumentException("a colour has six hexadecimal digits, as ffffff");
    }
    return new Colour(numbers[0] & 0xff, numbers[1] & 0xff, numbers[2] & 0xff);
  }

  /** As CSS writes it, {@code #ffffff}. */
  public String css() {
    return "#" + HEX.formatHex(new byte[] {(byte) red, (byte) green, (byte) blue});
  }

  /** As options of libvips write it; save for commas, which part the options. */
  public String numbers() {
    return red + " " + green + " " + blue;
  }
}
