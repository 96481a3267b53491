package dev.tenk.user.account;

import dev.tenk.platform.id.ShardedId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What administrators may see of an account.
 *
 * @param id the account
 * @param handle its unique name, as its owner writes it
 * @param displayName what it calls itself
 * @param createdAt when it signed up
 * @param email its address
 * @param emailVerified whether its owner has proved to read mail there
 * @param roles what it may do
 * @param lockedAt since when it is locked, or null
 * @param lockReason why, or null
 * @param deletionDueAt when it ends for good, or null where it is not deleted
 */
record AdministeredAccount(
    ShardedId id,
    String handle,
    String displayName,
    Instant createdAt,
    String email,
    boolean emailVerified,
    List<String> roles,
    @Nullable Instant lockedAt,
    @Nullable String lockReason,
    @Nullable Instant deletionDueAt) {

  /** Copies the list. */
  AdministeredAccount {
    roles = List.copyOf(roles);
  }

  static AdministeredAccount of(Account account) {
    return new AdministeredAccount(
        account.id(),
        account.handle,
        account.displayName,
        account.createdAt,
        account.email,
        account.emailVerified,
        account.roles,
        account.lockedAt,
        account.lockReason,
        account.deletionDueAt);
  }
}
