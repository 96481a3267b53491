package dev.tenk.user.account;

import dev.tenk.platform.database.ReadOnly;
import dev.tenk.platform.id.ShardedId;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Public profiles, read when the cache has them not. */
@Singleton
class ProfileReads {

  private final AccountRepository accounts;

  ProfileReads(AccountRepository accounts) {
    this.accounts = accounts;
  }

  /** What others see; nothing of an account that is locked or deleted. Blocking. */
  @ReadOnly(confirmAbsence = true)
  public Optional<User> find(ShardedId id) {
    return accounts.find(id).filter(Account::isActive).map(User::of);
  }
}
