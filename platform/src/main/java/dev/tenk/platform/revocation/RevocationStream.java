package dev.tenk.platform.revocation;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.impl.PooledRedisConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@link RevocationLog} over one connection. */
final class RevocationStream {

  /** Before the first entry. */
  static final String START = "0-0";

  private static final int BATCH = 1_000;
  private static final String LAST_ID = "last-generated-id";

  private final RedisConnection connection;
  private final long blockMillis;

  RevocationStream(RedisConnection connection, Duration heartbeat) {
    this.connection = connection;
    this.blockMillis = heartbeat.toMillis();
  }

  /**
   * What was added.
   *
   * @param lastId where to read on
   * @param isWhole whether there is no more at the moment
   */
  record Batch(List<Revocation> revocations, String lastId, boolean isWhole) {}

  /**
   * Where to read on after a gap: where it ended, or from the start of another stream that has come
   * in place of that one.
   */
  Future<String> resumeFrom(String lastId) {
    return connection
        .send(Request.cmd(Command.XINFO).arg("STREAM").arg(RevocationLog.KEY))
        .map(info -> isBefore(lastId(info), lastId) ? START : lastId)
        .recover(
            failure ->
                String.valueOf(failure.getMessage()).contains("no such key")
                    ? Future.succeededFuture(START)
                    : Future.failedFuture(failure));
  }

  /** What comes after an entry: at once, or nothing when the heartbeat is over. */
  Future<Batch> read(String after) {
    return connection
        .send(
            Request.cmd(Command.XREAD)
                .arg("COUNT")
                .arg(BATCH)
                .arg("BLOCK")
                .arg(blockMillis)
                .arg("STREAMS")
                .arg(RevocationLog.KEY)
                .arg(after))
        .map(answer -> batch(answer, after));
  }

  /** Closes the connection itself: nobody else may get one on which a read still waits. */
  static void abandon(RedisConnection connection) {
    if (connection instanceof PooledRedisConnection pooled) {
      pooled.actual().forceClose();
    }
    connection.close();
  }

  private static Batch batch(@Nullable Response answer, String after) {
    if (answer == null) {
      return new Batch(List.of(), after, true);
    }
    Response entries =
        answer.getKeys().contains(RevocationLog.KEY)
            ? answer.get(RevocationLog.KEY)
            : answer.get(0).get(1);
    List<Revocation> revocations = new ArrayList<>();
    String lastId = after;
    for (Response entry : entries) {
      lastId = entry.get(0).toString();
      Response fields = entry.get(1);
      if (fields.get(0).toString().equals(RevocationLog.FIELD)) {
        Revocation.parse(fields.get(1).toString()).ifPresent(revocations::add);
      }
    }
    return new Batch(revocations, lastId, entries.size() < BATCH);
  }

  private static String lastId(@Nullable Response info) {
    if (info == null) {
      return START;
    }
    if (info.getKeys().contains(LAST_ID)) {
      return info.get(LAST_ID).toString();
    }
    for (int i = 0; i + 1 < info.size(); i += 2) {
      if (info.get(i).toString().equals(LAST_ID)) {
        return info.get(i + 1).toString();
      }
    }
    throw new IllegalStateException("XINFO names no " + LAST_ID);
  }

  private static boolean isBefore(String one, String other) {
    long[] left = numbers(one);
    long[] right = numbers(other);
    return left[0] == right[0] ? left[1] < right[1] : left[0] < right[0];
  }

  private static long[] numbers(String id) {
    int dash = id.indexOf('-');
    return new long[] {
      Long.parseLong(id.substring(0, dash)), Long.parseLong(id.substring(dash + 1))
    };
  }
}
