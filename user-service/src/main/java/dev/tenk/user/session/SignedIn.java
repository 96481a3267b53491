package dev.tenk.user.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tenk.platform.id.ShardedId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of a session.
 *
 * @param accessToken shows who is calling, as {@code Authorization: Bearer}
 * @param expiresIn seconds for which the access token is valid
 * @param refreshToken gets the next pair, once
 * @param deviceToken to be kept when the session ends, and shown at the next sign-in; given at
 *     sign-in only
 * @param session the session
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SignedIn(
    String accessToken,
    long expiresIn,
    String refreshToken,
    @Nullable String deviceToken,
    Session session) {

  /**
   * A session.
   *
   * @param id its id, by which it can be ended
   * @param createdAt when its owner signed in
   * @param endsAt when it ends at the latest
   */
  record Session(ShardedId id, Instant createdAt, Instant endsAt) {}

  @Override
  public String toString() {
    return "SignedIn[" + session + "]";
  }
}
