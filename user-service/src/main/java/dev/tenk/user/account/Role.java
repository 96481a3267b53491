package dev.tenk.user.account;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What an account may do; in tokens and in rows by its name in lower case. */
enum Role {
  /** Everybody. */
  @JsonProperty("user")
  USER,
  /** May see, lock and unlock accounts, and make administrators. */
  @JsonProperty("admin")
  ADMIN;

  /** The role's name for annotations. */
  static final String ADMIN_NAME = "admin";

  String stored() {
    return name().toLowerCase(Locale.ROOT);
  }
}
