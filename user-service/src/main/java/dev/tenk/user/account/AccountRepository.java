package dev.tenk.user.account;

import dev.tenk.platform.id.ShardedId;
import dev.tenk.user.text.CaseFolding;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads and writes accounts and their names, each look-up in one partition. */
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

  /** Whether the address was free and is the account's proved one from now on. */
  boolean claimEmail(String email, AccountKey account) {
    return getEntityManager()
            .createQuery(
                "insert into VerifiedEmail (canonical, bucket, account)"
                    + " values (:canonical, :bucket, :account) on conflict do nothing")
            .setParameter("canonical", CaseFolding.fold(email))
            .setParameter("bucket", account.bucket())
            .setParameter("account", account.id())
            .executeUpdate()
        == 1;
  }

  /** Frees an address that the account had proved. */
  void releaseEmail(String email, AccountKey account) {
    getEntityManager()
        .createQuery("delete from VerifiedEmail where canonical = ?1 and account = ?2")
        .setParameter(1, CaseFolding.fold(email))
        .setParameter(2, account.id())
        .executeUpdate();
  }

  /** Frees the handle of an account. */
  void releaseHandle(String handle, AccountKey account) {
    getEntityManager()
        .createQuery("delete from AccountHandle where canonical = ?1 and account = ?2")
        .setParameter(1, CaseFolding.fold(handle))
        .setParameter(2, account.id())
        .executeUpdate();
  }

  /** Locked until the transaction ends. */
  Optional<Account> findForUpdate(ShardedId id) {
    return findByIdOptional(AccountKey.of(id), LockModeType.PESSIMISTIC_WRITE);
  }

  /** Deleted accounts whose grace has ended, the oldest first; of all buckets, by an index. */
  List<ShardedId> listDeletionDue(Instant now, int limit) {
    return find("deletionDueAt <= ?1 order by deletionDueAt", now)
        .range(0, limit - 1)
        .list()
        .stream()
        .map(Account::id)
        .toList();
  }

  /** Whether the hash was still this one, and is the other from now on. */
  boolean changePasswordHash(ShardedId id, String before, String after) {
    return update(
            "passwordHash = ?1 where key.bucket = ?2 and key.id = ?3 and passwordHash = ?4",
            after,
            id.bucket(),
            id.value(),
            before)
        == 1;
  }
}
