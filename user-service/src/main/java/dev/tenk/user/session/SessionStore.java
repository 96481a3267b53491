package dev.tenk.user.session;

import dev.tenk.platform.http.ProblemException;
import dev.tenk.platform.id.ShardedId;
import dev.tenk.platform.redis.RedisScript;
import dev.tenk.user.revocation.SessionsEnded;
import io.quarkus.redis.datasource.RedisDataSource;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * The state of sessions that changes with every refresh: a small hash in Redis, changed by one
 * script that is atomic, gone when it expires. What Redis has forgotten is taken from the record.
 *
 * <p>Blocks for a round trip. While Redis is away every call is answered 503 with Retry-After.
 */
@Singleton
class SessionStore {

  private static final Logger LOG = Logger.getLogger(SessionStore.class);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private final RedisScript rotate = RedisScript.of(SessionStore.class, "rotate.lua");

  private final RedisDataSource redis;
  private final SessionConfig config;

  SessionStore(RedisDataSource redis, SessionConfig config) {
    this.redis = redis;
    this.config = config;
  }

  /** Presents a token and makes its successor the live one. */
  Rotation rotate(RefreshToken token, SessionRecord session, Instant now) {
    Response answer = run(token, session, now);
    String outcome = answer.get(0).toString();
    return switch (outcome) {
      case "live" ->
          new Rotation.Live(
              answer.get(1).toInteger(),
              Instant.ofEpochMilli(answer.get(2).toLong()),
              answer.get(3).toInteger() == 1);
      case "reused" -> new Rotation.Reused();
      case "ended" -> new Rotation.Ended();
      default -> throw new IllegalStateException("rotate.lua answered " + outcome);
    };
  }

  private Response run(RefreshToken token, SessionRecord session, Instant now) {
    try {
      return rotate.run(
          redis,
          List.of(key(token.session())),
          List.of(
              Integer.toString(token.number()),
              millis(token.issuedAt()),
              millis(now),
              Long.toString(config.reuseGrace().toMillis()),
              Long.toString(config.idleLifetime().toMillis()),
              Long.toString(config.lastSeenEvery().toMillis()),
              millis(session.endsAt()),
              Integer.toString(session.live().number()),
              millis(session.live().issuedAt()),
              millis(session.lastSeenAt())));
    } catch (RuntimeException e) {
      LOG.warnf("sessions are not reachable: %s", e.getMessage());
      throw ProblemException.unavailable(
          "sessions-unavailable", "Sessions are not reachable at the moment.", RETRY_AFTER);
    }
  }

  /** The state of an ended session is of no use; where Redis keeps it, it expires by itself. */
  void forget(@Observes SessionsEnded ended) {
    for (ShardedId session : ended.sessions()) {
      redis
          .getReactive()
          .key()
          .del(key(session))
          .subscribe()
          .with(
              _ -> {},
              failure -> LOG.debugf("state of an ended session stays: %s", failure.getMessage()));
    }
  }

  /** Short, for there are many: {@code s:} and the id's bytes as base64url. */
  static String key(ShardedId session) {
    byte[] id =
        ByteBuffer.allocate(Long.BYTES * 2)
            .putLong(session.value().getMostSignificantBits())
            .putLong(session.value().getLeastSignificantBits())
            .array();
    return "s:" + Base64.getUrlEncoder().withoutPadding().encodeToString(id);
  }

  private static String millis(Instant instant) {
    return Long.toString(instant.toEpochMilli());
  }
}
