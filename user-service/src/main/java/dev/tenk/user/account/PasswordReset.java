package dev.tenk.user.account;

import dev.tenk.user.password.AcceptablePassword;
import dev.tenk.user.password.PasswordChoice;
import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A new password for who reads an account's mail.
 *
 * @param token from the mail
 * @param newPassword 8 to 128 characters, none of the commonest
 */
@AcceptablePassword
record PasswordReset(
    @NotNull String token, @NotNull @Schema(minLength = 8, maxLength = 128) String newPassword)
    implements PasswordChoice {

  @Override
  public String password() {
    return newPassword;
  }

  @Override
  public String field() {
    return "newPassword";
  }

  @Override
  public String toString() {
    return "PasswordReset[]";
  }
}
