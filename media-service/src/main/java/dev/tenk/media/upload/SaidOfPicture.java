package dev.tenk.media.upload;

import dev.tenk.media.medium.FocalPoint;
import dev.tenk.media.medium.MediumDescription;
import dev.tenk.media.medium.Visibility;
import dev.tenk.platform.http.ProblemException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What an owner may say of a picture with its upload, wherever in the request. */
sealed interface SaidOfPicture permits DescriptionForm, DescriptionQuery {

  /** The names of visibilities, as a pattern. */
  String VISIBILITIES = "public|unlisted|private";

  /** What a visibility must be. */
  String ONE_OF_VISIBILITIES = "must be public, unlisted or private";

  @Nullable String visibility();

  @Nullable String alt();

  @Nullable List<String> tags();

  @Nullable String fileName();

  @Nullable Double focalX();

  @Nullable Double focalY();

  /**
   * As media keep it.
   *
   * @throws ProblemException 422 where that cannot be said
   */
  default MediumDescription toDescription() {
    String visibility = visibility();
    List<String> tags = tags();
    return MediumDescription.of(
        visibility == null
            ? Visibility.PUBLIC
            : Visibility.valueOf(visibility.toUpperCase(Locale.ROOT)),
        alt(),
        tags == null ? List.of() : List.copyOf(tags),
        focalPoint(),
        fileName());
  }

  private @Nullable FocalPoint focalPoint() {
    Double x = focalX();
    Double y = focalY();
    if (x != null && y != null) {
      return new FocalPoint(x, y);
    }
    if (x != null || y != null) {
      throw ProblemException.invalid(
          x == null ? "/focalX" : "/focalY", "must be given where the other coordinate is");
    }
    return null;
  }
}
