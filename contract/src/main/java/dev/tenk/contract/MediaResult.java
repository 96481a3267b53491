package dev.tenk.contract;

import java.util.UUID;

/** How the processing of a medium ended. */
public sealed interface MediaResult extends EventData permits MediaProcessed, MediaFailed {

  /** The medium that was processed. */
  UUID mediumId();

  /** Version of the presets it was processed by; a lower one never replaces a higher one. */
  int presetVersion();

  /**
   * Which of the owner's wishes it follows, as the job said; a lower one never replaces a higher
   * one, whatever the presets.
   */
  int revision();
}
