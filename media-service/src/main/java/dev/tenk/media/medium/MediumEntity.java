package dev.tenk.media.medium;

import dev.tenk.platform.id.ShardedId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A row of {@code medium}. */
@Entity
@Table(name = "medium")
@IdClass(MediumKey.class)
@DynamicUpdate
class MediumEntity {

  @Id short bucket;
  @Id UUID id;

  @Column(updatable = false)
  UUID owner;

  @Enumerated(EnumType.STRING)
  MediumStatus status;

  @Nullable String reason;

  @Column(name = "preset_version")
  int presetVersion;

  @Column(name = "content_type", updatable = false)
  String contentType;

  @Column(updatable = false)
  long bytes;

  @Column(updatable = false)
  String sha256;

  @Nullable Integer width;
  @Nullable Integer height;
  @Nullable String placeholder;

  @Column(name = "dominant_colour")
  @Nullable String dominantColour;

  @Enumerated(EnumType.STRING)
  Visibility visibility;

  @Nullable String alt;

  @JdbcTypeCode(SqlTypes.JSON)
  List<String> tags;

  /** What the owner calls the file. */
  @Column(name = "file_name")
  @Nullable String fileName;

  @Column(name = "focal_x")
  @Nullable Double focalX;

  @Column(name = "focal_y")
  @Nullable Double focalY;

  /** Counts the focal points that the owner gave. */
  @Column(name = "focal_revision")
  int focalRevision;

  /** Of the focal point that the variants were cut around. */
  @Column(name = "cut_revision")
  int cutRevision;

  /** Of the one around which a worker cuts the variants anew; null while none does. */
  @Column(name = "cutting_revision")
  @Nullable Integer cuttingRevision;

  @JdbcTypeCode(SqlTypes.JSON)
  List<StoredVariant> variants;

  @Column(name = "created_at", updatable = false)
  Instant createdAt;

  @Column(name = "changed_at")
  Instant changedAt;

  /** When the bytes of a failed or deleted medium were deleted. */
  @Column(name = "collected_at")
  @Nullable Instant collectedAt;

  MediumEntity() {}

  ShardedId shardedId() {
    return new ShardedId(id);
  }

  /** What the owner says of it. */
  MediumDescription description() {
    return new MediumDescription(visibility, alt, tags, focalPoint(), fileName);
  }

  void describe(MediumDescription description) {
    FocalPoint point = description.focalPoint();
    visibility = description.visibility();
    alt = description.alt();
    tags = description.tags();
    fileName = description.fileName();
    focalX = point == null ? null : point.x();
    focalY = point == null ? null : point.y();
  }

  @Nullable FocalPoint focalPoint() {
    Double x = focalX;
    Double y = focalY;
    return x == null || y == null ? null : new FocalPoint(x, y);
  }
}
