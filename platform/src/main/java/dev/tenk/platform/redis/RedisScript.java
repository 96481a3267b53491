package dev.tenk.platform.redis;

import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.redis.datasource.RedisDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Response;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/**
 * A script that Redis runs atomically. It is sent by its hash, and in full to a server that has not
 * seen it: after a restart or a fail-over.
 */
public final class RedisScript {

  private static final Duration TIMEOUT = Duration.ofSeconds(2);
  private static final String UNKNOWN = "NOSCRIPT";

  private final String text;
  private final String sha1;

  private RedisScript(String text) {
    this.text = text;
    this.sha1 = sha1(text);
  }

  /** The script in a resource beside a class. */
  public static RedisScript of(Class<?> beside, String resource) {
    try (InputStream in =
        Objects.requireNonNull(beside.getResourceAsStream(resource), () -> "no " + resource)) {
      return new RedisScript(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs it; blocks for a round trip, two seconds at most. */
  public Response run(RedisDataSource redis, List<String> keys, List<String> arguments) {
    return run(redis.getReactive(), keys, arguments).await().atMost(TIMEOUT);
  }

  /** Runs it when subscribed to. */
  public Uni<Response> run(
      ReactiveRedisDataSource redis, List<String> keys, List<String> arguments) {
    return redis
        .execute("EVALSHA", command(sha1, keys, arguments))
        .onFailure(RedisScript::isUnknown)
        .recoverWithUni(() -> redis.execute("EVAL", command(text, keys, arguments)));
  }

  /**
   * Whether a call, or any of those that were sent together, whose messages are then one, failed
   * because the server has not seen the script: it is new, or was started again.
   */
  public static boolean isUnknown(Throwable failure) {
    return String.valueOf(failure.getMessage()).contains(UNKNOWN);
  }

  /** What runs it for one key, on a server that has seen it; arguments may follow. */
  public Request request(String key) {
    return Request.cmd(Command.EVALSHA).arg(sha1).arg(1).arg(key);
  }

  /** What shows it to a server. */
  public Request load() {
    return Request.cmd(Command.SCRIPT).arg("LOAD").arg(text);
  }

  private static String[] command(String script, List<String> keys, List<String> arguments) {
    List<String> command = new ArrayList<>(2 + keys.size() + arguments.size());
    command.add(script);
    command.add(Integer.toString(keys.size()));
    command.addAll(keys);
    command.addAll(arguments);
    return command.toArray(String[]::new);
  }

  private static String sha1(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
