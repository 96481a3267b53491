package dev.tenk.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;

/**
 * The original cannot become variants, now or later.
 *
 * @param mediumId the medium
 * @param presetVersion version of the presets it was tried by
 * @param reason what is wrong, a stable slug such as {@code corrupt_image}
 * @param detail one sentence for the owner
 * @param revision which of the owner's wishes it was to follow; absent from the wire for the first
 */
public record MediaFailed(
    UUID mediumId,
    int presetVersion,
    String reason,
    String detail,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) int revision)
    implements MediaResult {

  /** Type of this event in CloudEvents. */
  public static final String TYPE = "dev.tenk.media.failed.v1";

  /** By the owner's first wishes. */
  public MediaFailed(UUID mediumId, int presetVersion, String reason, String detail) {
    this(mediumId, presetVersion, reason, detail, 0);
  }

  @Override
  public String type() {
    return TYPE;
  }
}
