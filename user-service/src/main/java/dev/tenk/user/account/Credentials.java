package dev.tenk.user.account;

import dev.tenk.platform.id.ShardedId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a password is compared with.
 *
 * @param id the account
 * @param passwordHash PHC string
 * @param handle the account's
 * @param email the account's address, proved or not
 * @param locked whether an administrator has locked it
 * @param deletionDueAt when it ends for good, or null where it is not deleted
 */
record Credentials(
    ShardedId id,
    String passwordHash,
    String handle,
    String email,
    boolean locked,
    @Nullable Instant deletionDueAt) {

  static Credentials of(Account account) {
    return new Credentials(
        account.id(),
        account.passwordHash,
        account.handle,
        account.email,
        account.lockedAt != null,
        account.deletionDueAt);
  }

  @Override
  public String toString() {
    return "Credentials[" + id + "]";
  }
}
