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

  private static final int BATCH = 1_000;

  private final RedisConnection connection;
  private final String key;
  private final long blockMillis;

  StreamReader(RedisConnection connection, String key, Duration heartbeat) {
    this.connection = connection;
    this.key = key;
    this.blockMillis = heartbeat.toMillis();
  }

  /** What the server says of the stream and of itself. */
  Future<StreamState> state() {
    Future<String> server =
        connection
            .send(Request.cmd(Command.INFO).arg("server"))
            .map(String::valueOf)
            .otherwise(""); // not allowed
    return connection
        .send(Request.cmd(Command.XINFO).arg("STREAM").arg(key))
        .recover(StreamReader::noneForNoStream)
        .compose(stream -> server.map(info -> StreamState.of(stream, info)));
  }

  private static Future<@Nullable Response> noneForNoStream(Throwable failure) {
    return String.valueOf(failure.getMessage()).contains("no such key")
        ? Future.succeededFuture()
        : Future.failedFuture(failure);
  }

  /** What comes after an entry: at once, or nothing when the heartbeat is over. */
  Future<StreamBatch> read(String after) {
    return read(after, Request.cmd(Command.XREAD).arg("BLOCK").arg(blockMillis));
  }

  /** What comes after an entry now, if anything does. */
  Future<StreamBatch> poll(String after) {
    return read(after, Request.cmd(Command.XREAD));
  }

  private Future<StreamBatch> read(String after, Request xread) {
    return connection
        .send(xread.arg("COUNT").arg(BATCH).arg("STREAMS").arg(key).arg(after))
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
}
