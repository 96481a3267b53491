package dev.tenk.media.medium;

import dev.tenk.media.event.MediaOutbox;
import dev.tenk.media.usage.Quotas;
import dev.tenk.platform.id.ShardedId;
import jakarta.inject.Singleton;

/**
 * Moves a medium from one status to another together with the room that it takes, and tells where
 * nobody has it any more.
 */
@Singleton
final class MediumRoom {

  private final Quotas quotas;
  private final MediaOutbox outbox;

  MediumRoom(Quotas quotas, MediaOutbox outbox) {
    this.quotas = quotas;
    this.outbox = outbox;
  }

  /** The current transaction gives the row this status. Blocking. */
  void become(MediumEntity row, MediumStatus next) {
    boolean before = row.status.takesRoom();
    ShardedId owner = new ShardedId(row.owner);
    if (before && !next.takesRoom()) {
      quotas.giveBack(owner, row.bytes);
      if (row.visibility == Visibility.PUBLIC) {
        outbox.withdrawn(owner, row.shardedId());
      }
    } else if (!before && next.takesRoom()) {
      quotas.takeBack(owner, row.bytes);
    }
    row.status = next;
  }
}
