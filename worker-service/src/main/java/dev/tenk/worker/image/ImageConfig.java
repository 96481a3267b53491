package dev.tenk.worker.image;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import java.util.Map;

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

  /** The pictures to make, by name. Default: thumb 320, medium 1024, large 2048. */
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

  /** Longest original in bytes. Keep it at or above the upload limit of media-service. */
  @WithDefault("67108864")
  @Min(1)
  long maxBytes();

  /**
   * Most pixels, width times height times frames. Decoding may need 4 bytes for each, so this
   * bounds the worker's memory; pictures that are decoded at the same time share it.
   */
  @WithDefault("100000000")
  @Min(1)
  long maxPixels();

  /** Most frames of an animation, or pages. */
  @WithDefault("1000")
  @Min(1)
  int maxFrames();

  /** One picture to make. */
  interface Preset {

    /** Longest side in pixels; a smaller original is not enlarged. */
    @Min(1)
    @Max(16383)
    int longestSide();
  }
}
