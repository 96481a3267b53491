package dev.tenk.user.session;

import dev.tenk.platform.id.ShardedId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code session}.
 *
 * @param device what the client calls itself, or null where it does not say
 * @param address from where it was last seen
 * @param endsAt when it ends at the latest
 * @param live the refresh token that was live when it was last seen
 */
record SessionRecord(
    @Nullable String device,
    String address,
    Instant lastSeenAt,
    Instant endsAt,
    RefreshToken live) {

  ShardedId account() {
    return live.account();
  }

  ShardedId id() {
    return live.session();
  }

  Instant createdAt() {
    return Instant.ofEpochMilli(id().epochMillis());
  }

  boolean isLive(Instant now, Duration idleLifetime) {
    return now.isBefore(endsAt) && now.isBefore(lastSeenAt.plus(idleLifetime));
  }
}
