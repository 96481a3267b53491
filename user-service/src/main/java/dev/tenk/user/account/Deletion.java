package dev.tenk.user.account;

import jakarta.validation.constraints.NotNull;

/**
 * A request to delete one's account.
 *
 * @param password the account's
 */
record Deletion(@NotNull String password) {

  @Override
  public String toString() {
    return "Deletion[]";
  }
}
