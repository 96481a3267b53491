package dev.tenk.user.audit;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What was done; the names are stored. */
public enum SecurityEventKind {
  /** The account was made. */
  @JsonProperty("signed_up")
  SIGNED_UP,
  /** Somebody signed in with the right password. */
  @JsonProperty("signed_in")
  SIGNED_IN,
  /** Somebody tried a wrong password. */
  @JsonProperty("sign_in_failed")
  SIGN_IN_FAILED,
  /** The password was changed by who knew the one before. */
  @JsonProperty("password_changed")
  PASSWORD_CHANGED,
  /** The password was changed by who reads the account's mail. */
  @JsonProperty("password_reset")
  PASSWORD_RESET,
  /** The account's address was proved. */
  @JsonProperty("email_verified")
  EMAIL_VERIFIED,
  /** Another address was asked for. */
  @JsonProperty("email_change_requested")
  EMAIL_CHANGE_REQUESTED,
  /** The account has another address. */
  @JsonProperty("email_changed")
  EMAIL_CHANGED,
  /** An administrator locked the account. */
  @JsonProperty("locked")
  LOCKED,
  /** An administrator unlocked the account. */
  @JsonProperty("unlocked")
  UNLOCKED,
  /** The account may do more or less than before. */
  @JsonProperty("roles_changed")
  ROLES_CHANGED,
  /** The owner deleted the account, which ends after the grace. */
  @JsonProperty("deletion_requested")
  DELETION_REQUESTED,
  /** The owner came back within the grace. */
  @JsonProperty("deletion_cancelled")
  DELETION_CANCELLED
}
