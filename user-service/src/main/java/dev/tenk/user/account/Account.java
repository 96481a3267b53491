package dev.tenk.user.account;

import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A row of {@code account}. */
@Entity
class Account {

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
}
