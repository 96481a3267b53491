package dev.tenk.media.medium;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tenk.platform.id.ShardedId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A picture as the API shows it.
 *
 * @param id the medium
 * @param owner the account that uploaded it
 * @param status {@code processing}, {@code ready} or {@code failed}
 * @param reason why it failed, a stable slug; absent otherwise
 * @param visibility who may see it: {@code public}, {@code unlisted} or {@code private}
 * @param createdAt when it was uploaded
 * @param width pixels of the upright original; null until ready
 * @param height pixels of the upright original; null until ready
 * @param bytes length of the original
 * @param contentType what the original is by its signature
 * @param alt the owner's words for those who cannot see it, or null
 * @param tags the owner's words by which media are ordered
 * @param focalPoint where the owner wants others to look, or null
 * @param variants what can be fetched; empty until ready
 * @param placeholder ThumbHash in base64, to show while a variant loads; null until ready
 * @param dominantColour what most of it is like, as {@code #a0522d}, to show before all else; null
 *     until ready
 */
@RegisterForReflection
public record Medium(
    @Schema(implementation = String.class, format = "uuid") ShardedId id,
    @Schema(implementation = String.class, format = "uuid") ShardedId owner,
    MediumStatus status,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String reason,
    Visibility visibility,
    Instant createdAt,
    @Nullable Integer width,
    @Nullable Integer height,
    long bytes,
    String contentType,
    @Nullable String alt,
    List<String> tags,
    @Nullable FocalPoint focalPoint,
    List<Variant> variants,
    @Nullable String placeholder,
    @Nullable String dominantColour) {

  /**
   * A picture made from the original.
   *
   * @param name the preset
   * @param format extension of the file
   * @param width pixels
   * @param height pixels
   * @param bytes length in bytes
   * @param url where it is, relative to the origin; its bytes never change
   */
  @RegisterForReflection
  public record Variant(
      String name, String format, int width, int height, long bytes, String url) {}

  /**
   * Whether somebody may see it.
   *
   * @param who the calling account, or none
   */
  public boolean isSeenBy(Optional<ShardedId> who) {
    return visibility.letsSee(who, owner);
  }

  static Medium of(MediumEntity row) {
    MediumDescription description = row.description();
    return new Medium(
        row.shardedId(),
        new ShardedId(row.owner),
        row.status,
        row.reason,
        description.visibility(),
        row.createdAt,
        row.width,
        row.height,
        row.bytes,
        row.contentType,
        description.alt(),
        description.tags(),
        description.focalPoint(),
        row.variants.stream().map(variant -> of(row, variant)).toList(),
        row.placeholder,
        row.dominantColour);
  }

  private static Variant of(MediumEntity row, StoredVariant variant) {
    return new Variant(
        variant.name(),
        variant.format(),
        variant.width(),
        variant.height(),
        variant.bytes(),
        "/m/" + row.id + "/" + variant.versionedSegment());
  }
}
