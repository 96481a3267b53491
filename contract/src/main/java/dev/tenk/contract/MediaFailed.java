package dev.tenk.contract;

import java.util.UUID;

/**
 * The original cannot become variants, now or later.
 *
 * @param mediumId the medium
 * @param presetVersion version of the presets it was tried by
 * @param reason what is wrong, a stable slug such as {@code corrupt_image}
 * @param detail one sentence for the owner
 */
public record MediaFailed(UUID mediumId, int presetVersion, String reason, String detail)
    implements MediaResult {

  /** Type of this event in CloudEvents. */
  public static final String TYPE = "dev.tenk.media.failed.v1";

  @Override
  public String type() {
    return TYPE;
  }
}
