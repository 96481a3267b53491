package dev.tenk.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All variants of a medium are safe in the blob store.
 *
 * @param mediumId the medium
 * @param presetVersion version of the presets that the variants follow
 * @param width pixels of the upright original
 * @param height pixels of the upright original
 * @param placeholder ThumbHash of the picture, base64
 * @param dominantColour what most of the picture is like, as {@code #a0522d}; absent from workers
 *     that do not know it
 * @param variants what was made, every preset in every format
 * @param revision which of the owner's wishes they follow; absent from the wire for the first
 */
public record MediaProcessed(
    UUID mediumId,
    int presetVersion,
    int width,
    int height,
    String placeholder,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String dominantColour,
    List<ProcessedVariant> variants,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) int revision)
    implements MediaResult {

  /** Type of this event in CloudEvents. */
  public static final String TYPE = "dev.tenk.media.processed.v1";

  /** Copies the list. */
  public MediaProcessed {
    variants = List.copyOf(variants);
  }

  /** By the owner's first wishes. */
  public MediaProcessed(
      UUID mediumId,
      int presetVersion,
      int width,
      int height,
      String placeholder,
      @Nullable String dominantColour,
      List<ProcessedVariant> variants) {
    this(mediumId, presetVersion, width, height, placeholder, dominantColour, variants, 0);
  }

  @Override
  public String type() {
    return TYPE;
  }
}
