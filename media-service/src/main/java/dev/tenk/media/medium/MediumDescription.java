package dev.tenk.media.medium;

import dev.tenk.platform.http.ProblemException;
import dev.tenk.platform.http.StorableText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an owner says of a medium.
 *
 * @param visibility who may see it
 * @param alt words for those who cannot see it, or null
 * @param tags words by which the owner orders media
 * @param focalPoint where others should look, or null
 * @param fileName what the owner calls the file, or null; told to nobody with metadata
 */
public record MediumDescription(
    Visibility visibility,
    @Nullable String alt,
    List<String> tags,
    @Nullable FocalPoint focalPoint,
    @Nullable String fileName) {

  /** Nothing is said. */
  static final MediumDescription NONE =
      new MediumDescription(Visibility.PUBLIC, null, List.of(), null, null);

  /** The most characters of an alternative text. */
  public static final int MAX_ALT = 1500;

  /**
   * Checks what a client says, and tidies the tags and the name of the file.
   *
   * @throws ProblemException 422
   */
  public static MediumDescription of(
      Visibility visibility,
      @Nullable String alt,
      List<@Nullable String> tags,
      @Nullable FocalPoint focalPoint,
      @Nullable String fileName) {
    if (alt != null && (alt.length() > MAX_ALT || !StorableText.is(alt))) {
      throw ProblemException.invalid("/alt", "may have at most " + MAX_ALT + " characters");
    }
    return new MediumDescription(
        visibility, alt, Tags.of(tags), focalPoint, FileName.tidy(fileName));
  }
}
