package dev.tenk.user.account;

import dev.tenk.user.password.AcceptablePassword;
import dev.tenk.user.password.PasswordChoice;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A request to sign up.
 *
 * @param handle a unique name; letters of ASCII alone, so that no two look alike, and no {@code @},
 *     so that none is an e-mail address
 * @param email where its owner reads mail; proved later
 * @param password 8 to 128 characters, none of the commonest
 * @param displayName what it calls itself; by default the handle
 */
@AcceptablePassword
record SignUp(
    @NotNull @Pattern(regexp = "[A-Za-z0-9_]{3,30}", message = "must be 3 to 30 of A-Z a-z 0-9 _")
        String handle,
    @NotNull @Email @Size(min = 3, max = 254) String email,
    @NotNull @Schema(minLength = 8, maxLength = 128) String password,
    @Schema(minLength = 1, maxLength = 80) @DisplayName @Nullable String displayName)
    implements PasswordChoice {

  @Override
  public Stream<String> identifiers() {
    return Stream.of(handle, email).filter(Objects::nonNull);
  }

  @Override
  public String toString() {
    return "SignUp[" + handle + "]";
  }
}
