package dev.tenk.user.account;

import dev.tenk.platform.change.RowChanges;
import dev.tenk.platform.change.RowUpdate;
import dev.tenk.platform.http.ProblemException;
import dev.tenk.platform.http.cache.ChangeConditions;
import dev.tenk.platform.id.ShardedId;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Changes of profiles: by one statement where nothing need be compared before, else in a
 * transaction of {@link AccountService}.
 */
@Singleton
class ProfileChanges {

  /** The version tells of it whoever changes the account meanwhile. */
  private static final RowUpdate<Me> RENAMING =
      new RowUpdate<>(
          """
          UPDATE account SET display_name = ?, version = version + 1
          WHERE bucket = ? AND id = ? AND display_name <> ?
          RETURNING id, handle, display_name, created_at, avatar, email, email_verified, new_email, roles""",
          1,
          ProfileChanges::me);

  private final RowChanges rows;
  private final Profiles profiles;
  private final ChangeConditions conditions;
  private final AccountService accounts;

  ProfileChanges(
      RowChanges rows, Profiles profiles, ChangeConditions conditions, AccountService accounts) {
    this.rows = rows;
    this.profiles = profiles;
    this.conditions = conditions;
    this.accounts = accounts;
  }

  /**
   * Changes a profile. Blocking.
   *
   * @return nothing where the account is gone
   * @throws ProblemException 412 where the request is about another representation
   */
  Optional<Me> make(ShardedId id, ProfileChange change) {
    String name = change.displayName();
    Optional<Me> renamed =
        name != null && conditions.areNone() ? rename(id, name) : Optional.empty();
    return renamed.isPresent() ? renamed : accounts.change(id, change);
  }

  /** Nothing where the account is called that, or gone. */
  private Optional<Me> rename(ShardedId id, String name) {
    return rows.make(
        RENAMING,
        id.bucket(),
        List.of(name, id.bucket(), id.value(), name),
        List.of(profiles.change(id)),
        List.of());
  }

  private static Me me(ResultSet row) throws SQLException {
    @Nullable UUID avatar = row.getObject("avatar", UUID.class);
    return new Me(
        new ShardedId(row.getObject("id", UUID.class)),
        row.getString("handle"),
        row.getString("display_name"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        Account.avatarAddress(avatar),
        row.getString("email"),
        row.getBoolean("email_verified"),
        row.getString("new_email"),
        List.of((String[]) row.getArray("roles").getArray()));
  }
}
