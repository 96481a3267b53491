package dev.tenk.platform.cache.shared;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.Optional;

/**
 * The changes of a service as a Redis stream, {@code invalidations:SERVICE}, of which the last few
 * thousand are kept.
 *
 * @param key of the stream
 * @param sender names this process, which need not be told of its own
 */
public record InvalidationStream(String key, String sender) {

  private static final String FIELD = "i";
  private static final int KEPT = 10_000;

  /** What a process was told. */
  public record Told(String sender, Change change) {}

  Request add(Change change) {
    return Request.cmd(Command.XADD)
        .arg(key)
        .arg("MAXLEN")
        .arg("~")
        .arg(KEPT)
        .arg("*")
        .arg(FIELD)
        .arg(sender + ' ' + change);
  }

  /** Reads an entry's field; empty where it is none, as of a newer version. */
  public static Optional<Told> read(String field, String text) {
    int space = text.indexOf(' ');
    return field.equals(FIELD) && space > 0
        ? Change.parse(text.substring(space + 1))
            .map(change -> new Told(text.substring(0, space), change))
        : Optional.empty();
  }
}
