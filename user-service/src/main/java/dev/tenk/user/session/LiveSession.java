package dev.tenk.user.session;

import dev.tenk.platform.id.ShardedId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One of the caller's sessions.
 *
 * @param id its id, by which it can be ended
 * @param device what the client calls itself, or null where it does not say
 * @param address from where it was last seen
 * @param createdAt when its owner signed in
 * @param lastSeenAt when it was last refreshed, to the minute or so
 * @param endsAt when it ends at the latest
 * @param current whether it is the one that asks
 */
record LiveSession(
    ShardedId id,
    @Nullable String device,
    String address,
    Instant createdAt,
    Instant lastSeenAt,
    Instant endsAt,
    boolean current) {

  static LiveSession of(SessionRecord session, String current) {
    return new LiveSession(
        session.id(),
        session.device(),
        session.address(),
        session.createdAt(),
        session.lastSeenAt(),
        session.endsAt(),
        session.id().toString().equals(current));
  }
}
