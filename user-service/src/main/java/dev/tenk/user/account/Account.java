package dev.tenk.user.account;

import dev.tenk.platform.id.ShardedId;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Version;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A row of {@code account}. */
@Entity
class Account {

  /** The variant that shows an account, which installations must keep. */
  private static final String AVATAR_PRESET = "thumb";

  @EmbeddedId AccountKey key;

  @Version Integer version;

  /** As its owner writes it. */
  String handle;

  @Column(name = "display_name")
  String displayName;

  String email;

  @Column(name = "email_verified")
  boolean emailVerified;

  @Column(name = "password_hash")
  String passwordHash;

  @JdbcTypeCode(SqlTypes.ARRAY)
  List<String> roles;

  @Column(name = "created_at", updatable = false)
  Instant createdAt;

  @Column(name = "locked_at")
  @Nullable Instant lockedAt;

  @Column(name = "lock_reason")
  @Nullable String lockReason;

  /** Asked for, until the old and the new address have agreed. */
  @Column(name = "new_email")
  @Nullable String newEmail;

  @Column(name = "new_email_expires_at")
  @Nullable Instant newEmailExpiresAt;

  @Column(name = "new_email_agreed_by_old")
  boolean newEmailAgreedByOld;

  @Column(name = "new_email_agreed_by_new")
  boolean newEmailAgreedByNew;

  /** The medium that shows it. */
  @Nullable UUID avatar;

  /** Asked for as avatar, and not checked yet. */
  @Column(name = "avatar_choice")
  @Nullable UUID avatarChoice;

  /** When a deleted account ends for good; null for one that is not deleted. */
  @Column(name = "deletion_due_at")
  @Nullable Instant deletionDueAt;

  ShardedId id() {
    return key.toId();
  }

  /** Where its picture is, relative to the origin; null where it has none. */
  @Nullable URI avatarAddress() {
    return avatarAddress(avatar);
  }

  /** Where the picture is that a medium shows. */
  static @Nullable URI avatarAddress(@Nullable UUID medium) {
    return medium == null ? null : URI.create("/m/" + medium + "/" + AVATAR_PRESET);
  }

  /** Whether others see it, and its owner may go on being signed in. */
  boolean isActive() {
    return lockedAt == null && deletionDueAt == null;
  }
}
