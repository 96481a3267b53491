package dev.tenk.user.account;

import dev.tenk.platform.database.ReadOnly;
import dev.tenk.platform.id.ShardedId;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
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

  /** The same of many. Blocking. */
  @ReadOnly(confirmAbsence = true)
  public Map<ShardedId, Optional<User>> findAll(Collection<ShardedId> ids) {
    Map<ShardedId, Optional<User>> found = new HashMap<>();
    ids.forEach(id -> found.put(id, Optional.empty()));
    for (Account account : accounts.findAll(ids)) {
      found.put(account.id(), Optional.of(account).filter(Account::isActive).map(User::of));
    }
    return found;
  }
}
