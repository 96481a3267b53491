package dev.tenk.user.revocation;

import dev.tenk.platform.id.ShardedId;
import java.util.List;

/**
 * Told once the ends of these sessions have been committed.
 *
 * @param sessions those whose record was deleted
 */
public record SessionsEnded(List<ShardedId> sessions) {

  /** Copies the list. */
  public SessionsEnded {
    sessions = List.copyOf(sessions);
  }
}
