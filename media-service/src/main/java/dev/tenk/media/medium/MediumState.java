package dev.tenk.media.medium;

import dev.tenk.platform.id.ShardedId;
import java.util.Optional;

/**
 * What has become of a medium.
 *
 * @param id which
 * @param owner whose
 * @param position of its last change
 * @param medium as the API shows it; empty where it was deleted
 */
public record MediumState(
    ShardedId id, ShardedId owner, ChangePosition position, Optional<Medium> medium) {

  /** The same as somebody sees it: what is hidden from them is as if it had been deleted. */
  public MediumState shownTo(Optional<ShardedId> who) {
    return new MediumState(id, owner, position, medium.filter(shown -> shown.isSeenBy(who)));
  }

  static MediumState of(MediumEntity row) {
    return new MediumState(
        row.shardedId(),
        new ShardedId(row.owner),
        new ChangePosition(row.changedAt, row.id),
        row.status == MediumStatus.DELETED ? Optional.empty() : Optional.of(Medium.of(row)));
  }
}
