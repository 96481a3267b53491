package dev.tenk.user.account;

import dev.tenk.platform.id.ShardedId;

/**
 * Whose password was right.
 *
 * @param account the account
 * @param passwordHash the hash that it was compared with, as it is stored by now: whoever acts on
 *     the answer makes sure that it is the account's still
 */
public record Authenticated(ShardedId account, String passwordHash) {

  @Override
  public String toString() {
    return "Authenticated[" + account + "]";
  }
}
