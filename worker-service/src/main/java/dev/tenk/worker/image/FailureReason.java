package dev.tenk.worker.image;

import java.util.Locale;

/** Why an original cannot become variants, now or later. */
public enum FailureReason {
  UNSUPPORTED_FORMAT(
      "The file is not a picture of a supported format, or of a rare form of one, as a JPEG of 12 bits."),
  CORRUPT_IMAGE("The picture is damaged or incomplete."),
  TOO_MANY_BYTES("The file is too large."),
  TOO_MANY_PIXELS("The picture has too many pixels."),
  TOO_MANY_FRAMES("The animation has too many frames."),
  DEADLINE_EXCEEDED("The picture took too long to process."),
  ORIGINAL_MISSING("The original is no longer there.");

  private final String detail;

  FailureReason(String detail) {
    this.detail = detail;
  }

  /** The stable name in messages and metrics, for instance {@code corrupt_image}. */
  public String slug() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** One sentence for the owner. */
  public String detail() {
    return detail;
  }
}
