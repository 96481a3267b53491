package dev.tenk.user.account;

import dev.tenk.platform.id.ShardedId;
import dev.tenk.user.text.CaseFolding;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads and writes accounts and their names, each query in one partition. */
@Singleton
class AccountRepository implements PanacheRepositoryBase<Account, AccountKey> {

  private static final Pattern NAME = Pattern.compile("[^\\p{Cc}\\p{Cs}]{1,254}");

  Optional<Account> find(ShardedId id) {
    return findByIdOptional(AccountKey.of(id));
  }

  Optional<AccountKey> findByHandle(String handle) {
    return canonical(handle)
        .map(name -> getEntityManager().find(AccountHandle.class, name))
        .map(row -> new AccountKey(row.bucket, row.account));
  }

  Optional<AccountKey> findByVerifiedEmail(String email) {
    return canonical(email)
        .map(name -> getEntityManager().find(VerifiedEmail.class, name))
        .map(row -> new AccountKey(row.bucket, row.account));
  }

  /** The form by which names are unique; empty for what nobody can have and PostgreSQL refuses. */
  private static Optional<String> canonical(String name) {
    return Optional.of(name).filter(given -> NAME.matcher(given).matches()).map(CaseFolding::fold);
  }

  /** Whether the handle was free and is the account's from now on. */
  boolean claimHandle(String handle, AccountKey account) {
    return getEntityManager()
            .createQuery(
                "insert into AccountHandle (canonical, bucket, account)"
                    + " values (:canonical, :bucket, :account) on conflict do nothing")
            .setParameter("canonical", CaseFolding.fold(handle))
            .setParameter("bucket", account.bucket())
            .setParameter("account", account.id())
            .executeUpdate()
        == 1;
  }

  /** Replaces a password hash unless it was changed meanwhile. */
  void replacePasswordHash(ShardedId id, String before, String after) {
    update(
        "passwordHash = ?1 where key.bucket = ?2 and key.id = ?3 and passwordHash = ?4",
        after,
        id.bucket(),
        id.value(),
        before);
  }
}
