package dev.tenk.contract;

import java.util.UUID;

/**
 * A medium that everybody could see is shown to everybody no longer: it was deleted, failed, or is
 * not public any more. Whoever shows it in another place stops.
 *
 * @param mediumId the medium
 * @param owner the account that owns it
 */
public record MediaWithdrawn(UUID mediumId, UUID owner) implements EventData {

  /** Type of this event in CloudEvents. */
  public static final String TYPE = "dev.tenk.media.withdrawn.v1";

  @Override
  public String type() {
    return TYPE;
  }
}
