package dev.tenk.user.account;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * Somebody has forgotten a password.
 *
 * @param email the account's proved address
 */
record PasswordResetRequest(@NotNull @Email @Size(min = 3, max = 254) String email) {

  @Override
  public String toString() {
    return "PasswordResetRequest[]";
  }
}
