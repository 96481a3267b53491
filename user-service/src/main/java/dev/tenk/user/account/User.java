package dev.tenk.user.account;

import dev.tenk.platform.id.ShardedId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What everybody may see of an account.
 *
 * @param id the account
 * @param handle its unique name, as its owner writes it
 * @param displayName what it calls itself
 * @param createdAt when it signed up
 * @param avatar where its picture is, relative to the origin, or null
 */
@RegisterForReflection
public record User(
    ShardedId id, String handle, String displayName, Instant createdAt, @Nullable URI avatar) {

  static User of(Account account) {
    return new User(
        account.key.toId(),
        account.handle,
        account.displayName,
        account.createdAt,
        account.avatarAddress());
  }
}
