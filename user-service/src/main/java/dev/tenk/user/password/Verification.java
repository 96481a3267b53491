package dev.tenk.user.password;

/** What comparing a password with a stored hash told. */
public enum Verification {
  /** It is not the password, or there is no account. */
  MISMATCH,
  /** It is the password. */
  MATCH,
  /** It is the password, but its hash was made at another cost: store a new one. */
  MATCH_OUTDATED
}
