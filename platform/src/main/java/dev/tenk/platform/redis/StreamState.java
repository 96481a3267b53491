package dev.tenk.platform.redis;

import io.vertx.redis.client.Response;
import org.jspecify.annotations.Nullable;

/**
 * A stream and the server that has it, by <a
 * href="https://redis.io/docs/latest/commands/xinfo-stream/">{@code XINFO STREAM}</a> and {@code
 * INFO server}.
 *
 * @param run of the server, another after each start; empty where it does not say
 * @param first id of the oldest entry that is kept; {@link EntryId#START} where there is none
 * @param last id of the last entry that was ever added
 */
record StreamState(String run, String first, String last) {

  private static final String RUN = "run_id:";

  /**
   * Reads the answers.
   *
   * @param stream null where there is no stream
   */
  static StreamState of(@Nullable Response stream, String server) {
    String run =
        server
            .lines()
            .filter(line -> line.startsWith(RUN))
            .map(line -> line.substring(RUN.length()).strip())
            .findFirst()
            .orElse("");
    if (stream == null) {
      return new StreamState(run, EntryId.START, EntryId.START);
    }
    Response last = field(stream, "last-generated-id");
    if (last == null) {
      throw new IllegalStateException("XINFO names no last id");
    }
    Response first = field(stream, "first-entry");
    return new StreamState(
        run, first == null ? EntryId.START : first.get(0).toString(), last.toString());
  }

  /**
   * Whether nothing that was added after this entry can be missing: it is the server that it was
   * read from, in the same run, so that nothing was lost with another one; and either nothing came
   * after it, or the oldest entry that is kept is not younger, since the oldest are given away
   * first.
   *
   * @param server that it was read from, as it was then
   */
  boolean hasAllAfter(String id, StreamState server) {
    return !run.isEmpty()
        && run.equals(server.run)
        && (last.equals(id) || !first.equals(EntryId.START) && !EntryId.isBefore(id, first));
  }

  private static @Nullable Response field(Response stream, String name) {
    if (stream.getKeys().contains(name)) {
      return stream.get(name);
    }
    for (int i = 0; i + 1 < stream.size(); i += 2) {
      if (stream.get(i).toString().equals(name)) {
        return stream.get(i + 1);
      }
    }
    return null;
  }
}
