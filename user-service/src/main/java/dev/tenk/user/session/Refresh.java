package dev.tenk.user.session;

import jakarta.validation.constraints.NotNull;

/**
 * A request to stay signed in.
 *
 * @param refreshToken the last that was given
 */
record Refresh(@NotNull String refreshToken) {

  @Override
  public String toString() {
    return "Refresh[]";
  }
}
