package dev.tenk.worker.image;

import dev.tenk.worker.vips.Colour;
import dev.tenk.worker.vips.VipsLoader;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** What is made of an original, and what is refused. */
@ConfigMapping(prefix = "tenk.worker.image")
public interface ImageConfig {

  /**
   * Version of the presets and qualities below. Raise it with every change of them: results of a
   * higher version replace those of a lower one.
   */
  @WithDefault("1")
  @Min(1)
  int presetVersion();

  /** The pictures to make, by name. Default: thumb 320, medium 1024, large 2048, all inside. */
  @NotEmpty
  Map<String, Preset> presets();

  /** Quality of WebP, 1 to 100. */
  @WithDefault("80")
  @Min(1)
  @Max(100)
  int webpQuality();

  /** CPU spent on WebP, 0 (fast) to 6 (small). */
  @WithDefault("4")
  @Min(0)
  @Max(6)
  int webpEffort();

  /** Quality of JPEG, 1 to 100. */
  @WithDefault("82")
  @Min(1)
  @Max(100)
  int jpegQuality();

  /** Quality of AVIF, 1 to 100. */
  @WithDefault("50")
  @Min(1)
  @Max(100)
  int avifQuality();

  /** CPU spent on AVIF, 0 (fast) to 9; from 3 on, much more of it for little. */
  @WithDefault("2")
  @Min(0)
  @Max(9)
  int avifEffort();

  /** What lies behind transparency in a JPEG, and around a contained picture: six hex digits. */
  @WithDefault("ffffff")
  Colour background();

  /**
   * What originals may be: of {@code jpeg}, {@code png}, {@code webp}, {@code gif}, {@code heif}
   * (AVIF, and HEIC where the library decodes it), {@code tiff} and {@code svg}. The last two are
   * for installations that trust their owners: their readers are large and seldom attacked in
   * public.
   */
  @WithDefault("jpeg,png,webp,gif,heif")
  @NotEmpty
  Set<VipsLoader> accept();

  /** Longest original in bytes. Keep it at or above the upload limit of media-service. */
  @WithDefault("67108864")
  @Min(1)
  long maxBytes();

  /**
   * Most pixels of a frame, width times height. Decoding may need 4 bytes for each, so this bounds
   * the worker's memory; pictures that are decoded at the same time share it.
   */
  @WithDefault("100000000")
  @Min(1)
  long maxPixels();

  /** Most frames of an animation, or pages. */
  @WithDefault("1000")
  @Min(1)
  int maxFrames();

  /** Most pixels of all frames together. */
  @WithDefault("100000000")
  @Min(1)
  long maxPixelsOfAllFrames();

  /** One picture to make. */
  interface Preset {

    /** Longest side that any format can have. */
    String LONGEST = "16383";

    /** Width of the box in pixels; needed, as the height, where the fit is not {@code inside}. */
    @WithDefault(LONGEST)
    @Min(1)
    @Max(16383)
    int width();

    /** Height of the box in pixels. */
    @WithDefault(LONGEST)
    @Min(1)
    @Max(16383)
    int height();

    /**
     * How a picture goes into the box: {@code inside}, {@code contain} or {@code cover}. None
     * enlarges.
     */
    @WithDefault("inside")
    Fit fit();

    /**
     * Which part {@code cover} keeps, {@code attention} or {@code centre}; the owner's focal point
     * goes before it.
     */
    @WithDefault("attention")
    Crop crop();

    /** Quality of its WebP, JPEG and AVIF, 1 to 100, instead of each format's own. */
    OptionalInt quality();

    /**
     * Files to make: of {@code webp}, {@code jpeg}, {@code avif} and {@code png}; the last only of
     * pictures of at most 256 colours, where it is smaller than all others.
     */
    @WithDefault("webp,jpeg,png")
    @NotEmpty
    Set<OutputFormat> formats();
  }
}
