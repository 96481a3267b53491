package dev.tenk.media.medium;

import dev.tenk.platform.id.ShardedId;
import dev.tenk.platform.page.Cursor;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Parameters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.jpa.HibernateHints;
import org.jspecify.annotations.Nullable;

/**
 * The rows of media. Every look-up but the collector's names its bucket, hence touches one
 * partition.
 */
@ApplicationScoped
class MediumRepository implements PanacheRepositoryBase<MediumEntity, MediumKey> {

  Optional<MediumEntity> findVisible(ShardedId id) {
    return findByIdOptional(MediumKey.of(id)).filter(row -> row.status != MediumStatus.DELETED);
  }

  Optional<MediumEntity> findForUpdate(ShardedId id) {
    return findByIdOptional(MediumKey.of(id), LockModeType.PESSIMISTIC_WRITE);
  }

  Optional<MediumEntity> findSameBytes(ShardedId owner, String sha256) {
    return find(
            "bucket = :bucket and owner = :owner and sha256 = :sha256 and status in (PROCESSING, READY)",
            Parameters.with("bucket", owner.bucket())
                .and("owner", owner.value())
                .and("sha256", sha256))
        .firstResultOptional();
  }

  /** Whether the owner has at least so many media that are being processed. */
  boolean hasInFlight(ShardedId owner, int many) {
    Object found =
        getEntityManager()
            .createNativeQuery(
                "SELECT count(*) FROM (SELECT 1 FROM medium WHERE bucket = :bucket"
                    + " AND owner = :owner AND status = 'PROCESSING' LIMIT :many) AS in_flight",
                Long.class)
            .setParameter("bucket", owner.bucket())
            .setParameter("owner", owner.value())
            .setParameter("many", many)
            .getSingleResult();
    return (Long) found >= many;
  }

  /** Notes that the job waits; false where it waits already, or is not wanted any more. */
  boolean defer(ShardedId id, Duration delay) {
    return getEntityManager()
            .createNativeQuery(
                "UPDATE medium SET deferred_until = now() + :millis * interval '1 millisecond'"
                    + " WHERE bucket = :bucket AND id = :id"
                    + " AND (status IN ('PROCESSING', 'FAILED')"
                    + " OR status = 'READY' AND cutting_revision IS NOT NULL)"
                    + " AND (deferred_until IS NULL OR deferred_until <= now())")
            .setParameter("millis", delay.toMillis())
            .setParameter("bucket", id.bucket())
            .setParameter("id", id.value())
            .executeUpdate()
        > 0;
  }

  /** Newest first, from after the cursor on; to be read only. */
  List<MediumEntity> listOf(ShardedId owner, @Nullable Cursor cursor, int limit) {
    Parameters parameters = Parameters.with("bucket", owner.bucket()).and("owner", owner.value());
    String from = "bucket = :bucket and owner = :owner and status <> DELETED";
    if (cursor != null) {
      from += " and id < :after";
      parameters = parameters.and("after", cursor.after().value());
    }
    return find(from + " order by id desc", parameters)
        .withHint(HibernateHints.HINT_READ_ONLY, true)
        .range(0, limit - 1)
        .list();
  }

  /** Of any status, in the order of their last changes, from after the position on. */
  List<MediumEntity> listChanged(ShardedId owner, ChangePosition after, int limit) {
    return find(
            "bucket = ?1 and owner = ?2 and (changedAt, id) > (?3, ?4) order by changedAt, id",
            owner.bucket(),
            owner.value(),
            after.at(),
            after.id())
        .range(0, limit - 1)
        .list();
  }

  /** Of any status, by the primary key's buckets. */
  List<MediumEntity> listAllOf(ShardedId owner, int limit) {
    return find("bucket = ?1 and owner = ?2", owner.bucket(), owner.value())
        .range(0, limit - 1)
        .list();
  }

  void remove(ShardedId owner, List<ShardedId> ids) {
    delete(
        "bucket = ?1 and owner = ?2 and id in ?3",
        owner.bucket(),
        owner.value(),
        ids.stream().map(ShardedId::value).toList());
  }

  /** Processed or ready ones of a bucket, by the primary key. */
  List<MediumEntity> listKept(short bucket, Optional<ShardedId> after, int limit) {
    return find(
            "bucket = ?1 and id > ?2 and status in (PROCESSING, READY) order by id",
            bucket,
            after.map(ShardedId::value).orElse(new UUID(0, 0)))
        .range(0, limit - 1)
        .list();
  }

  /**
   * Failed and deleted media whose bytes are still there, oldest first; of all buckets, by a
   * partial index.
   */
  List<MediumEntity> listToCollect(Instant changedBefore, int limit) {
    return find(
            "status in (FAILED, DELETED) and collectedAt is null and changedAt < ?1 order by changedAt",
            changedBefore)
        .range(0, limit - 1)
        .list();
  }
}
