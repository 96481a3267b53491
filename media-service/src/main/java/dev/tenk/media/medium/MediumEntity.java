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

  @Nullable String alt;

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
}
