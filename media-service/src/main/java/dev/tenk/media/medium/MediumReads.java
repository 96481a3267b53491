package dev.tenk.media.medium;

import dev.tenk.platform.database.ReadOnly;
import dev.tenk.platform.id.ShardedId;
import dev.tenk.platform.page.Cursor;
import dev.tenk.platform.page.Page;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is read of media when the caches have it not. All methods block. */
@ApplicationScoped
public class MediumReads {

  private final MediumRepository media;
  private final MediumRows rows;

  MediumReads(MediumRepository media, MediumRows rows) {
    this.media = media;
    this.rows = rows;
  }

  /** The medium, whatever its state, unless it was deleted. */
  @ReadOnly(confirmAbsence = true)
  Optional<LoadedMedium> find(ShardedId id) {
    return media.findVisible(id).map(LoadedMedium::of);
  }

  /** The same of many. */
  Map<ShardedId, Optional<LoadedMedium>> findAll(Collection<ShardedId> ids) {
    return rows.find(ids);
  }

  /** All media of the owner, newest first. */
  @ReadOnly
  public Page<Medium> list(ShardedId owner, @Nullable Cursor cursor, int limit) {
    return Page.of(
            media.listOf(owner, cursor, limit + 1), limit, row -> new Cursor(row.shardedId()))
        .map(Medium::of);
  }

  /** The owner's public media, newest first. */
  Page<Medium> listPublic(ShardedId owner, @Nullable Cursor cursor, int limit) {
    return Page.of(
            rows.listPublic(owner, cursor, limit + 1), limit, row -> new Cursor(row.medium().id()))
        .map(LoadedMedium::medium);
  }
}
