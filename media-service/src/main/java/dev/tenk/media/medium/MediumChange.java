package dev.tenk.media.medium;

import dev.tenk.media.medium.MediumWords.Column;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What an owner changes, as a merge patch (RFC 7396): a member that is absent stays as it is, one
 * that is null is taken away. Only setters tell one from the other.
 */
@RegisterForReflection
public final class MediumChange {

  @Schema(description = "Who may see it; null changes nothing")
  private @Nullable Visibility visibility;

  @Schema(
      description = "Words for those who cannot see it; null removes them",
      maxLength = MediumDescription.MAX_ALT)
  private @Nullable String alt;

  @Schema(description = "At most 20 words of at most 50 characters; null removes them")
  private @Nullable List<@Nullable String> tags;

  @Schema(description = "Where to look: variants are cut anew; null removes it")
  @Valid
  private @Nullable FocalPoint focalPoint;

  @Schema(
      description = "What the file of the original is called; null removes it",
      maxLength = FileName.MAX)
  private @Nullable String fileName;

  @Schema(hidden = true)
  private final EnumSet<Column> words = EnumSet.noneOf(Column.class);

  @Schema(hidden = true)
  private boolean cut;

  public void setVisibility(@Nullable Visibility visibility) {
    this.visibility = visibility;
  }

  public void setAlt(@Nullable String alt) {
    this.alt = alt;
    words.add(Column.ALT);
  }

  public void setTags(@Nullable List<@Nullable String> tags) {
    this.tags = tags;
    words.add(Column.TAGS);
  }

  public void setFocalPoint(@Nullable FocalPoint focalPoint) {
    this.focalPoint = focalPoint;
    cut = true;
  }

  public void setFileName(@Nullable String fileName) {
    this.fileName = fileName;
    words.add(Column.FILE_NAME);
  }

  /** Whether it names words, and leaves who may see the medium and how it is cut as it is. */
  boolean namesWordsAlone() {
    return visibility == null && !cut && !words.isEmpty();
  }

  /** The words that are named. */
  Set<Column> words() {
    return EnumSet.copyOf(words);
  }

  /**
   * What is said of the medium after the change.
   *
   * @throws dev.tenk.platform.http.ProblemException 422 where that cannot be said
   */
  MediumDescription appliedTo(MediumDescription before) {
    List<@Nullable String> newTags = tags == null ? List.of() : tags;
    return MediumDescription.of(
        visibility == null ? before.visibility() : visibility,
        words.contains(Column.ALT) ? alt : before.alt(),
        words.contains(Column.TAGS) ? newTags : List.copyOf(before.tags()),
        cut ? focalPoint : before.focalPoint(),
        words.contains(Column.FILE_NAME) ? fileName : before.fileName());
  }
}
