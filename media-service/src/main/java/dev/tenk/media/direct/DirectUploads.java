package dev.tenk.media.direct;

import dev.tenk.media.medium.MediumDescription;
import dev.tenk.platform.http.ProblemException;
import dev.tenk.platform.id.ShardedId;
import dev.tenk.platform.id.ShardedIds;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The announced uploads. All methods block, each in a transaction of its own. */
@ApplicationScoped
class DirectUploads implements PanacheRepositoryBase<DirectUploadEntity, DirectUploadKey> {

  private final DirectUploadConfig config;
  private final ShardedIds ids;
  private final InstantSource clock;

  DirectUploads(DirectUploadConfig config, ShardedIds ids, InstantSource clock) {
    this.config = config;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Announces an upload.
   *
   * @throws ProblemException 429 when as many wait as may
   */
  @Transactional
  DirectUploadEntity add(
      ShardedId account, long bytes, String sha256, MediumDescription description) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    long waiting =
        count(
            "bucket = ?1 and account = ?2 and medium is null and expiresAt > ?3",
            account.bucket(),
            account.value(),
            now);
    if (waiting >= config.waiting()) {
      throw ProblemException.tooManyRequests(
          "At most %d uploads may be announced and not complete.".formatted(config.waiting()),
          config.lifetime());
    }
    ShardedId id = ids.newOwnedBy(account);
    DirectUploadEntity row = new DirectUploadEntity();
    row.bucket = id.bucket();
    row.id = id.value();
    row.account = account.value();
    row.bytes = bytes;
    row.sha256 = sha256;
    row.describe(description);
    row.createdAt = now;
    row.expiresAt = now.plus(config.lifetime());
    persist(row);
    return row;
  }

  /**
   * An upload that may be put or completed.
   *
   * @throws ProblemException 404 where there is none, or its time is over
   */
  @Transactional
  DirectUploadEntity get(ShardedId id) {
    return findByIdOptional(DirectUploadKey.of(id))
        .filter(row -> row.expiresAt.isAfter(clock.instant()))
        .orElseThrow(DirectUploads::notFound);
  }

  /** Notes what has become of an upload. */
  @Transactional
  void completed(ShardedId id, ShardedId medium) {
    findByIdOptional(DirectUploadKey.of(id)).ifPresent(row -> row.medium = medium.value());
  }

  /** Uploads that have been over since then, oldest first; of all buckets, by an index. */
  @Transactional
  List<ShardedId> listOver(Instant since, int limit) {
    return find("expiresAt < ?1 order by expiresAt", since).range(0, limit - 1).list().stream()
        .map(DirectUploadEntity::shardedId)
        .toList();
  }

  /** Forgets an upload. */
  @Transactional
  void remove(ShardedId id) {
    delete("bucket = ?1 and id = ?2", id.bucket(), id.value());
  }

  static ProblemException notFound() {
    return ProblemException.notFound("There is no such upload, or its time is over.");
  }
}
