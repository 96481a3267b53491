package dev.tenk.user.account;

import dev.tenk.platform.database.ReadOnly;
import dev.tenk.platform.database.lookup.RowsById;
import dev.tenk.platform.database.routing.SqlReads;
import dev.tenk.platform.id.ShardedId;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Public profiles, read when the cache has them not. */
@Singleton
class ProfileReads {

  private static final RowsById<User> BY_ID =
      new RowsById<>(
          "account",
          "handle, display_name, created_at, avatar",
          "locked_at IS NULL AND deletion_due_at IS NULL",
          ProfileReads::user);

  private final AccountRepository accounts;
  private final SqlReads sql;

  ProfileReads(AccountRepository accounts, SqlReads sql) {
    this.accounts = accounts;
    this.sql = sql;
  }

  /** What others see; nothing of an account that is locked or deleted. Blocking. */
  @ReadOnly(confirmAbsence = true)
  public Optional<User> find(ShardedId id) {
    return accounts.find(id).filter(Account::isActive).map(User::of);
  }

  /** The same of {@link RowsById#MOST} at most. Blocking. */
  Map<ShardedId, Optional<User>> findAll(Collection<ShardedId> ids) {
    return sql.confirmed(connection -> BY_ID.find(connection, ids));
  }

  private static User user(ShardedId id, ResultSet row) throws SQLException {
    return new User(
        id,
        row.getString("handle"),
        row.getString("display_name"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        Account.avatarAddress(row.getObject("avatar", UUID.class)));
  }
}
