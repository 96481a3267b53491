package dev.tenk.worker.image;

import dev.tenk.worker.vips.VipsImage;

/** Writes a picture as a file without any metadata; alpha becomes white where there is none. */
final class VariantEncoder {

  private final String webp;
  private final String jpeg;

  VariantEncoder(ImageConfig config) {
    webp = "Q=" + config.webpQuality() + ",effort=" + config.webpEffort() + ",keep=none";
    jpeg =
        "Q="
            + config.jpegQuality()
            + ",optimize_coding=true,interlace=true,background=255,keep=none";
  }

  Encoded encode(VipsImage image, OutputFormat format) {
    byte[] content =
        switch (format) {
          case WEBP -> image.save("webpsave_buffer", webp);
          case JPEG -> image.save("jpegsave_buffer", jpeg);
        };
    return new Encoded(content, format);
  }
}
