package dev.tenk.user.account;

import jakarta.validation.constraints.NotNull;

/**
 * What a link in a mail leads to.
 *
 * @param token from the mail
 */
record EmailConfirmation(@NotNull String token) {

  @Override
  public String toString() {
    return "EmailConfirmation[]";
  }
}
