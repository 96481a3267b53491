package dev.tenk.user.session;

import jakarta.validation.constraints.NotNull;

/**
 * A request to sign in.
 *
 * @param login handle, or proved e-mail address
 * @param password the account's
 */
record SignIn(@NotNull String login, @NotNull String password) {

  @Override
  public String toString() {
    return "SignIn[]";
  }
}
