package dev.tenk.media.medium;

import dev.tenk.media.event.MediaOutbox;
import dev.tenk.platform.http.ProblemException;
import dev.tenk.platform.http.cache.ChangeConditions;
import dev.tenk.platform.id.ShardedId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.Objects;

/** What may be done to a medium after its upload. All methods block. */
@ApplicationScoped
public class MediumService {

  private final MediumRepository media;
  private final MediumCaches caches;
  private final MediumRoom room;
  private final MediumCuts cuts;
  private final MediaOutbox outbox;
  private final ChangeConditions conditions;
  private final InstantSource clock;

  MediumService(
      MediumRepository media,
      MediumCaches caches,
      MediumRoom room,
      MediumCuts cuts,
      MediaOutbox outbox,
      ChangeConditions conditions,
      InstantSource clock) {
    this.media = media;
    this.caches = caches;
    this.room = room;
    this.cuts = cuts;
    this.outbox = outbox;
    this.conditions = conditions;
    this.clock = clock;
  }

  /**
   * Changes what is said of a medium. Answers 412 where the request is about another
   * representation.
   */
  @Transactional
  public Medium change(ShardedId id, ShardedId caller, MediumChange change) {
    MediumEntity row = lockedOf(id, caller);
    conditions.check(caches.representation(row));
    MediumDescription before = row.description();
    MediumDescription after = change.appliedTo(before);
    if (!after.equals(before)) {
      row.describe(after);
      row.changedAt = clock.instant();
      caches.changed(id, caller);
      tellOfVisibility(row, before.visibility());
      if (!Objects.equals(after.focalPoint(), before.focalPoint())) {
        cuts.wanted(row);
      }
    }
    return Medium.of(row);
  }

  private void tellOfVisibility(MediumEntity row, Visibility before) {
    if (row.visibility == before) {
      return;
    }
    if (row.visibility == Visibility.PRIVATE) {
      caches.removed(row.shardedId(), row.variants);
    }
    if (before == Visibility.PUBLIC) {
      outbox.withdrawn(new ShardedId(row.owner), row.shardedId());
    }
  }

  /** Deletes the medium for everyone; its bytes go after the commit. */
  @Transactional
  public void delete(ShardedId id, ShardedId caller) {
    MediumEntity row = lockedOf(id, caller);
    room.become(row, MediumStatus.DELETED);
    row.changedAt = clock.instant();
    caches.changed(id, caller);
    caches.removed(id, row.variants);
  }

  /** The medium, for its owner alone; as the primary has it. */
  @Transactional
  public Medium owned(ShardedId id, ShardedId caller) {
    return Medium.of(
        media
            .findVisible(id)
            .map(row -> checked(row, caller))
            .orElseThrow(MediumService::notFound));
  }

  /** The original of a medium for its owner alone; as the primary has it. */
  @Transactional
  public StoredOriginal originalOf(ShardedId id, ShardedId caller) {
    return media
        .findVisible(id)
        .map(row -> checked(row, caller))
        .map(StoredOriginal::of)
        .orElseThrow(MediumService::notFound);
  }

  /** The original of a medium for whoever may have it by other means than being its owner. */
  @Transactional
  public StoredOriginal originalOf(ShardedId id) {
    return media.findVisible(id).map(StoredOriginal::of).orElseThrow(MediumService::notFound);
  }

  private MediumEntity lockedOf(ShardedId id, ShardedId caller) {
    return media
        .findForUpdate(id)
        .filter(found -> found.status != MediumStatus.DELETED)
        .map(found -> checked(found, caller))
        .orElseThrow(MediumService::notFound);
  }

  private static MediumEntity checked(MediumEntity row, ShardedId caller) {
    if (row.owner.equals(caller.value())) {
      return row;
    }
    throw row.visibility == Visibility.PRIVATE
        ? notFound()
        : ProblemException.of(403, "forbidden", "Only its owner may do this to a medium.");
  }

  static ProblemException notFound() {
    return ProblemException.notFound("There is no such medium.");
  }
}
