package dev.tenk.media.medium;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a medium is in its life. */
public enum MediumStatus {
  /** The original is safe, the variants are being made. */
  @JsonProperty("processing")
  PROCESSING,
  /** Its variants can be fetched. */
  @JsonProperty("ready")
  READY,
  /** It cannot be processed; the reason says why. */
  @JsonProperty("failed")
  FAILED,
  /** Gone for everyone; the row stays so that a late result does not bring it back. */
  @JsonProperty("deleted")
  DELETED;

  /** Whether such a medium takes room of its owner's. */
  boolean takesRoom() {
    return switch (this) {
      case PROCESSING, READY -> true;
      case FAILED, DELETED -> false;
    };
  }
}
