package dev.tenk.platform.redis;

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

/** Reads a stream over one connection. */
final class StreamReader {

  /** Before the first entry. */
  static final String START = "0-0";

  private static final int BATCH = 1_000;
  private static final String LAST_ID = "last-generated-id";

  private final RedisConnection connection;
  private final String key;
  private final long blockMillis;

  StreamReader(RedisConnection connection, String key, Duration heartbeat) {
    this.connection = connection;
    this.key = key;
    this.blockMillis = heartbeat.toMillis();
  }

  /** The id of the last entry that was ever added, or {@link #START} where there is no stream. */
  Future<String> lastId() {
    return connection
        .send(Request.cmd(Command.XINFO).arg("STREAM").arg(key))
        .map(StreamReader::lastId)
        .recover(
            failure ->
                String.valueOf(failure.getMessage()).contains("no such key")
                    ? Future.succeededFuture(START)
                    : Future.failedFuture(failure));
  }

  /** What comes after an entry: at once, or nothing when the heartbeat is over. */
  Future<StreamBatch> read(String after) {
    return connection
        .send(
            Request.cmd(Command.XREAD)
                .arg("COUNT")
                .arg(BATCH)
                .arg("BLOCK")
                .arg(blockMillis)
                .arg("STREAMS")
                .arg(key)
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

  private StreamBatch batch(@Nullable Response answer, String after) {
    if (answer == null) {
      return new StreamBatch(List.of(), after, true);
    }
    Response found = answer.getKeys().contains(key) ? answer.get(key) : answer.get(0).get(1);
    List<StreamBatch.Entry> entries = new ArrayList<>();
    String lastId = after;
    for (Response entry : found) {
      lastId = entry.get(0).toString();
      Response fields = entry.get(1);
      entries.add(new StreamBatch.Entry(fields.get(0).toString(), fields.get(1).toString()));
    }
    return new StreamBatch(entries, lastId, entries.size() < BATCH);
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

  static boolean isBefore(String one, String other) {
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
