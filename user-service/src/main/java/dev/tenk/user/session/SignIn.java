package dev.tenk.user.session;

import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * A request to sign in.
 *
 * @param login handle, or proved e-mail address
 * @param password the account's
 * @param deviceToken what the last sign-in on this device gave; where strangers guess at the
 *     account's password, it keeps the owner from being kept out with them
 */
record SignIn(@NotNull String login, @NotNull String password, @Nullable String deviceToken) {

  @Override
  public String toString() {
    return "SignIn[]";
  }
}
