package dev.tenk.worker.image;

import dev.tenk.worker.vips.VipsImage;
import java.util.OptionalInt;

/** Writes a picture as a file without any metadata; alpha becomes the background in a JPEG. */
final class VariantEncoder {

  private final ImageConfig config;

  VariantEncoder(ImageConfig config) {
    this.config = config;
  }

  /**
   * The file of a picture.
   *
   * @param quality instead of the format's own
   */
  Encoded encode(VipsImage image, OutputFormat format, OptionalInt quality) {
    byte[] content =
        switch (format) {
          case WEBP ->
              image.save(
                  "webpsave_buffer",
                  options(quality.orElse(config.webpQuality()), "effort=" + config.webpEffort()));
          case JPEG ->
              image.save(
                  "jpegsave_buffer",
                  options(
                      quality.orElse(config.jpegQuality()),
                      "optimize_coding=true,interlace=true,background="
                          + config.background().numbers()));
          case AVIF ->
              image.save(
                  "heifsave_buffer",
                  options(
                      quality.orElse(config.avifQuality()),
                      "compression=av1,effort=" + config.avifEffort()));
          case PNG ->
              image.save("pngsave_buffer", "palette=true,Q=100,dither=0,compression=9,keep=none");
        };
    return new Encoded(content, format);
  }

  private static String options(int quality, String others) {
    return "Q=" + quality + "," + others + ",keep=none";
  }
}
