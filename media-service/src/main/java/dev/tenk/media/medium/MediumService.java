package dev.tenk.media.medium;

import dev.tenk.platform.database.ReadOnly;
import dev.tenk.platform.http.ProblemException;
import dev.tenk.platform.id.ShardedId;
import dev.tenk.platform.page.Cursor;
import dev.tenk.platform.page.Page;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What may be done with a medium after its upload. All methods block. */
@ApplicationScoped
public class MediumService {

  private final MediumRepository media;
  private final InstantSource clock;

  MediumService(MediumRepository media, InstantSource clock) {
    this.media = media;
    this.clock = clock;
  }

  /** The medium, whatever its state, unless it was deleted. */
  @ReadOnly(confirmAbsence = true)
  public Optional<Medium> find(ShardedId id) {
    return media.findVisible(id).map(Medium::of);
  }

  /** The owner's media, newest first. */
  @ReadOnly
  public Page<Medium> list(ShardedId owner, @Nullable Cursor cursor, int limit) {
    return Page.of(
            media.listOf(owner, cursor, limit + 1), limit, row -> new Cursor(row.shardedId()))
        .map(Medium::of);
  }

  /** A variant of a ready medium. */
  @ReadOnly(confirmAbsence = true)
  public Optional<StoredVariant> findVariant(ShardedId id, String name, String format) {
    return media.findVisible(id).stream()
        .flatMap(row -> row.variants.stream())
        .filter(variant -> variant.name().equals(name) && variant.format().equals(format))
        .findFirst();
  }

  /** Changes the alternative text; null removes it. */
  @Transactional
  public Medium describe(ShardedId id, ShardedId caller, @Nullable String alt) {
    MediumEntity row = owned(id, caller);
    row.alt = alt;
    return Medium.of(row);
  }

  /** Deletes the medium for everyone; its bytes go after the commit. */
  @Transactional
  public void delete(ShardedId id, ShardedId caller) {
    MediumEntity row = owned(id, caller);
    row.status = MediumStatus.DELETED;
    row.changedAt = clock.instant();
  }

  private MediumEntity owned(ShardedId id, ShardedId caller) {
    MediumEntity row =
        media
            .findForUpdate(id)
            .filter(found -> found.status != MediumStatus.DELETED)
            .orElseThrow(MediumService::notFound);
    if (!row.owner.equals(caller.value())) {
      throw ProblemException.of(403, "forbidden", "Only its owner may change a medium.");
    }
    return row;
  }

  static ProblemException notFound() {
    return ProblemException.notFound("There is no such medium.");
  }
}
