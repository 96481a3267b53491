package dev.tenk.user.account;

import dev.tenk.platform.id.ShardedId;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What its owner may see of an account: a {@link User} and more.
 *
 * @param id the account
 * @param handle its unique name, as its owner writes it
 * @param displayName what it calls itself
 * @param createdAt when it signed up
 * @param avatar where its picture is, relative to the origin, or null
 * @param email its address
 * @param emailVerified whether its owner has proved to read mail there
 * @param newEmail the address that it is to have, until both addresses have agreed; else null
 * @param roles what it may do
 */
public record Me(
    ShardedId id,
    String handle,
    String displayName,
    Instant createdAt,
    @Nullable URI avatar,
    String email,
    boolean emailVerified,
    @Nullable String newEmail,
    List<String> roles) {

  /** Copies the list. */
  public Me {
    roles = List.copyOf(roles);
  }

  static Me of(Account account) {
    return new Me(
        account.key.toId(),
        account.handle,
        account.displayName,
        account.createdAt,
        account.avatarAddress(),
        account.email,
        account.emailVerified,
        account.newEmail,
        account.roles);
  }
}
