package dev.tenk.user.account;

import dev.tenk.platform.id.ShardedId;

/**
 * What a password is compared with.
 *
 * @param id the account
 * @param passwordHash PHC string
 */
record Credentials(ShardedId id, String passwordHash) {

  static Credentials of(Account account) {
    return new Credentials(account.key.toId(), account.passwordHash);
  }

  @Override
  public String toString() {
    return "Credentials[" + id + "]";
  }
}
