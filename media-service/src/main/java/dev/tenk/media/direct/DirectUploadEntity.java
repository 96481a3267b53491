package dev.tenk.media.direct;

import dev.tenk.media.medium.FocalPoint;
import dev.tenk.media.medium.MediumDescription;
import dev.tenk.media.medium.Visibility;
import dev.tenk.platform.blob.BlobKey;
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
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A row of {@code direct_upload}. */
@Entity
@Table(name = "direct_upload")
@IdClass(DirectUploadKey.class)
class DirectUploadEntity {

  /** The collection in the blob store; each upload is a group. */
  static final String COLLECTION = "uploads";

  @Id short bucket;
  @Id UUID id;

  @Column(updatable = false)
  UUID account;

  @Column(updatable = false)
  long bytes;

  @Column(updatable = false)
  String sha256;

  @Enumerated(EnumType.STRING)
  @Column(updatable = false)
  Visibility visibility;

  @Column(updatable = false)
  @Nullable String alt;

  @JdbcTypeCode(SqlTypes.JSON)
  @Column(updatable = false)
  List<String> tags;

  @Column(name = "file_name", updatable = false)
  @Nullable String fileName;

  @Column(name = "focal_x", updatable = false)
  @Nullable Double focalX;

  @Column(name = "focal_y", updatable = false)
  @Nullable Double focalY;

  @Nullable UUID medium;

  @Column(name = "created_at", updatable = false)
  Instant createdAt;

  @Column(name = "expires_at", updatable = false)
  Instant expiresAt;

  DirectUploadEntity() {}

  ShardedId shardedId() {
    return new ShardedId(id);
  }

  /** Where the client puts its bytes. */
  BlobKey blob() {
    return blob(shardedId());
  }

  static BlobKey blob(ShardedId upload) {
    return new BlobKey(COLLECTION, upload.toString(), "original");
  }

  MediumDescription description() {
    Double x = focalX;
    Double y = focalY;
    return new MediumDescription(
        visibility, alt, tags, x == null || y == null ? null : new FocalPoint(x, y), fileName);
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
}
