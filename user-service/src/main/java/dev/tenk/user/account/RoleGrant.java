package dev.tenk.user.account;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.util.Set;

/**
 * What an account may do from now on.
 *
 * @param roles all of them; everybody is a {@code user}
 */
record RoleGrant(@NotEmpty Set<@NotNull Role> roles) {}
