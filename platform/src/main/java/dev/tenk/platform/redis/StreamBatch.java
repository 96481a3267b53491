package dev.tenk.platform.redis;

import java.util.List;

/**
 * What was added to a stream.
 *
 * @param entries in their order; none when the heartbeat is over
 * @param lastId where to read on
 * @param isWhole whether there is no more at the moment
 */
public record StreamBatch(List<Entry> entries, String lastId, boolean isWhole) {

  /** The first field of an entry. */
  public record Entry(String field, String value) {}

  /** Whether anything was ever read of the stream. */
  public boolean isOfAStream() {
    return !lastId.equals(EntryId.START);
  }
}
