package dev.tenk.user.account;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * A request to have another address.
 *
 * @param email the new one
 * @param password the account's
 */
record EmailChange(
    @NotNull @Email @Size(min = 3, max = 254) String email, @NotNull String password) {

  @Override
  public String toString() {
    return "EmailChange[]";
  }
}
