package dev.tenk.media.medium;

import dev.tenk.platform.http.ProblemException;
import dev.tenk.platform.http.cache.ChangeConditions;
import dev.tenk.platform.id.ShardedId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;

/** What may be done to a medium after its upload. All methods block. */
@ApplicationScoped
public class MediumService {

  private final MediumRepository media;
  private final MediumCaches caches;
  private final ChangeConditions conditions;
  private final InstantSource clock;

  MediumService(
      MediumRepository media,
      MediumCaches caches,
      ChangeConditions conditions,
      InstantSource clock) {
    this.media = media;
    this.caches = caches;
    this.conditions = conditions;
    this.clock = clock;
  }

  /**
   * Changes what is said of a medium. Answers 412 where the request is about another
   * representation.
   */
  @Transactional
  public Medium change(ShardedId id, ShardedId caller, MediumChange change) {
    MediumEntity row = owned(id, caller);
    conditions.check(caches.representation(row));
    MediumDescription before = row.description();
    MediumDescription after = change.appliedTo(before);
    if (!after.equals(before)) {
      row.describe(after);
      row.changedAt = clock.instant();
      caches.changed(id, caller);
      if (after.visibility() == Visibility.PRIVATE && before.visibility() != after.visibility()) {
        caches.removed(id, row.variants);
      }
    }
    return Medium.of(row);
  }

  /** Deletes the medium for everyone; its bytes go after the commit. */
  @Transactional
  public void delete(ShardedId id, ShardedId caller) {
    MediumEntity row = owned(id, caller);
    row.status = MediumStatus.DELETED;
    row.changedAt = clock.instant();
    caches.changed(id, caller);
    caches.removed(id, row.variants);
  }

  private MediumEntity owned(ShardedId id, ShardedId caller) {
    MediumEntity row =
        media
            .findForUpdate(id)
            .filter(found -> found.status != MediumStatus.DELETED)
            .orElseThrow(MediumService::notFound);
    if (!row.owner.equals(caller.value())) {
      if (row.visibility == Visibility.PRIVATE) {
        throw notFound();
      }
      throw ProblemException.of(403, "forbidden", "Only its owner may change a medium.");
    }
    return row;
  }

  static ProblemException notFound() {
    return ProblemException.notFound("There is no such medium.");
  }
}
