package dev.tenk.worker.image;

import dev.tenk.worker.vips.Colour;
import java.util.List;

/** How the processing of an original ended. */
public sealed interface ImageOutcome {

  /**
   * Everything was made.
   *
   * @param size the upright original's
   * @param placeholder ThumbHash, base64
   * @param dominantColour what most of it is like
   * @param variants every preset in its formats
   */
  record Processed(
      PictureSize size, String placeholder, Colour dominantColour, List<Variant> variants)
      implements ImageOutcome {

    /** Copies the list. */
    public Processed {
      variants = List.copyOf(variants);
    }
  }

  /**
   * Nothing was made, and nothing will be by trying again.
   *
   * @param reason what is wrong
   */
  record Failed(FailureReason reason) implements ImageOutcome {}
}
