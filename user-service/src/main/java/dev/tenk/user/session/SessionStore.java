package dev.tenk.user.session;

import dev.tenk.platform.http.ProblemException;
import dev.tenk.platform.id.ShardedId;
import io.quarkus.redis.datasource.RedisDataSource;
import io.vertx.mutiny.redis.client.Response;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Sessions in Redis: one hash a session, changed by scripts that are atomic, gone when it expires.
 *
 * <p>Blocks for a round trip. While Redis is away every call is answered 503 with Retry-After.
 */
@Singleton
class SessionStore {

  private static final Logger LOG = Logger.getLogger(SessionStore.class);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);
  private static final String ONE_KEY = "1";

  private final String createScript = read("create.lua");
  private final String rotateScript = read("rotate.lua");

  private final RedisDataSource redis;
  private final SessionConfig config;

  SessionStore(RedisDataSource redis, SessionConfig config) {
    this.redis = redis;
    this.config = config;
  }

  /**
   * Stores a new session, whose live token is number 0.
   *
   * @return when it ends at the latest
   */
  Instant create(ShardedId account, ShardedId session, Instant now) {
    Instant endsAt = now.plus(config.absoluteLifetime()).truncatedTo(ChronoUnit.MILLIS);
    available(
        () ->
            redis.execute(
                "EVAL",
                createScript,
                ONE_KEY,
                key(session),
                account.toString(),
                Long.toString(now.toEpochMilli()),
                Long.toString(endsAt.toEpochMilli()),
                Long.toString(min(config.idleLifetime(), config.absoluteLifetime()).toMillis())));
    return endsAt;
  }

  /** Presents a token and makes its successor the live one. */
  Rotation rotate(RefreshToken token, Instant now) {
    Response answer =
        available(
            () ->
                redis.execute(
                    "EVAL",
                    rotateScript,
                    ONE_KEY,
                    key(token.session()),
                    Integer.toString(token.number()),
                    Long.toString(now.toEpochMilli()),
                    Long.toString(config.reuseGrace().toMillis()),
                    Long.toString(config.idleLifetime().toMillis())));
    String outcome = answer.get(0).toString();
    return switch (outcome) {
      case "live" ->
          new Rotation.Live(
              answer.get(1).toInteger(), Instant.ofEpochMilli(answer.get(2).toLong()));
      case "reused" -> new Rotation.Reused();
      case "ended" -> new Rotation.Ended();
      default -> throw new IllegalStateException("rotate.lua answered " + outcome);
    };
  }

  /** Ends a session; nothing happens where it has ended before. */
  void end(ShardedId session) {
    available(() -> redis.execute("DEL", key(session)));
  }

  static String key(ShardedId session) {
    return "session:" + session;
  }

  private static Response available(Supplier<Response> command) {
    try {
      return command.get();
    } catch (RuntimeException e) {
      LOG.warnf("sessions are not reachable: %s", e.getMessage());
      throw ProblemException.unavailable(
          "sessions-unavailable", "Sessions are not reachable at the moment.", RETRY_AFTER);
    }
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static String read(String script) {
    try (InputStream in =
        Objects.requireNonNull(SessionStore.class.getResourceAsStream(script), script)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
