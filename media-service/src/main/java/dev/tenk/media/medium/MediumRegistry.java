package dev.tenk.media.medium;

import dev.tenk.contract.MediaFailed;
import dev.tenk.contract.MediaProcessed;
import dev.tenk.contract.MediaResult;
import dev.tenk.media.usage.Quotas;
import dev.tenk.platform.id.ShardedId;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * How media come and become: for the features that drive their life. All methods block. {@code
 * tenk.media.ready} is the time from an upload until its variants can be had.
 */
@ApplicationScoped
public class MediumRegistry {

  private static final String PUT_ASIDE = "processing_failed";

  private final MediumRepository media;
  private final MediumCaches caches;
  private final MediumRoom room;
  private final MediumCuts cuts;
  private final Quotas quotas;
  private final InstantSource clock;
  private final Timer untilReady;

  MediumRegistry(
      MediumRepository media,
      MediumCaches caches,
      MediumRoom room,
      MediumCuts cuts,
      Quotas quotas,
      InstantSource clock,
      MeterRegistry metrics) {
    this.media = media;
    this.caches = caches;
    this.room = room;
    this.cuts = cuts;
    this.quotas = quotas;
    this.clock = clock;
    this.untilReady = metrics.timer("tenk.media.ready");
  }

  /** The living medium of the same owner with the same bytes. */
  @Transactional
  public Optional<Medium> findSameBytes(ShardedId owner, String sha256) {
    return media.findSameBytes(owner, sha256).map(Medium::of);
  }

  /**
   * Adds a medium that waits to be processed, in the caller's transaction.
   *
   * @throws jakarta.persistence.PersistenceException when the owner has a living medium with the
   *     same bytes
   * @throws dev.tenk.platform.http.ProblemException 403 where the owner has no room for it
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public Medium add(
      ShardedId id, ShardedId owner, Original original, MediumDescription description) {
    quotas.take(owner, original.bytes());
    MediumEntity row = new MediumEntity();
    row.bucket = id.bucket();
    row.id = id.value();
    row.owner = owner.value();
    row.status = MediumStatus.PROCESSING;
    row.contentType = original.contentType();
    row.bytes = original.bytes();
    row.sha256 = original.sha256();
    row.describe(description);
    row.variants = List.of();
    row.createdAt = clock.instant();
    row.changedAt = row.createdAt;
    media.persistAndFlush(row);
    caches.changed(id, owner);
    return Medium.of(row);
  }

  /** What a result found. */
  public enum Applied {
    /** It is recorded, or was before. */
    RECORDED,
    /** There is no such medium any more: what the worker wrote is to be deleted. */
    GONE
  }

  /**
   * Records a result. Versions decide, not the order of arrival: a repeated or older result changes
   * nothing, and nothing brings back a deleted medium. What cannot be cut anew stays as it was.
   */
  @Transactional
  public Applied apply(MediaResult result) {
    MediumEntity row = media.findForUpdate(new ShardedId(result.mediumId())).orElse(null);
    if (row == null || row.status == MediumStatus.DELETED) {
      return Applied.GONE;
    }
    if (!cuts.isNewer(row, result) || isSupplanted(row, result)) {
      return Applied.RECORDED;
    }
    if (!cuts.keepsItsVariants(row, result)) {
      become(row, result);
    }
    cuts.recorded(row, result);
    return Applied.RECORDED;
  }

  private void become(MediumEntity row, MediaResult result) {
    boolean first = row.status == MediumStatus.PROCESSING;
    room.become(row, result instanceof MediaProcessed ? MediumStatus.READY : MediumStatus.FAILED);
    row.presetVersion = result.presetVersion();
    row.changedAt = clock.instant();
    switch (result) {
      case MediaProcessed processed -> {
        if (first) {
          untilReady.record(Duration.between(row.createdAt, row.changedAt));
        }
        List<StoredVariant> before = row.variants;
        ready(row, processed);
        if (!row.variants.equals(before)) {
          caches.removed(row.shardedId(), before);
          cuts.replaced(row, before);
        }
      }
      case MediaFailed failed -> row.reason = failed.reason();
    }
    caches.changed(row.shardedId(), new ShardedId(row.owner));
  }

  /** The owner has uploaded the same bytes anew since this one failed: that one counts. */
  private boolean isSupplanted(MediumEntity row, MediaResult result) {
    return row.status == MediumStatus.FAILED
        && result instanceof MediaProcessed
        && media.findSameBytes(new ShardedId(row.owner), row.sha256).isPresent();
  }

  /**
   * Notes in the caller's transaction that a job waits to be sent again.
   *
   * @return false where it waits already, is done, or its medium is gone
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public boolean defer(ShardedId id, Duration delay) {
    return media.defer(id, delay);
  }

  /** Whether the owner has at least so many media that are being processed. */
  @Transactional
  public boolean hasInFlight(ShardedId owner, int many) {
    return media.hasInFlight(owner, many);
  }

  /**
   * Notes in the caller's transaction that the job of a medium was put aside: it fails until
   * somebody sends the job again. One that is ready or deleted stays so.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void putAside(ShardedId id) {
    MediumEntity row = media.findForUpdate(id).orElse(null);
    if (row == null) {
      return;
    }
    cuts.putAside(row);
    if (row.status == MediumStatus.PROCESSING) {
      room.become(row, MediumStatus.FAILED);
      row.reason = PUT_ASIDE;
      row.changedAt = clock.instant();
      caches.changed(id, new ShardedId(row.owner));
    }
  }

  private static void ready(MediumEntity row, MediaProcessed processed) {
    row.reason = null;
    row.width = processed.width();
    row.height = processed.height();
    row.placeholder = processed.placeholder();
    row.dominantColour = processed.dominantColour();
    row.variants =
        processed.variants().stream()
            .map(
                made ->
                    new StoredVariant(
                        made.name(),
                        made.format(),
                        made.width(),
                        made.height(),
                        made.bytes(),
                        made.blobKey()))
            .toList();
  }

  /** Failed and deleted media that still have bytes and have not changed since. */
  @Transactional
  public List<ShardedId> listToCollect(Instant changedBefore, int limit) {
    return media.listToCollect(changedBefore, limit).stream().map(MediumEntity::shardedId).toList();
  }

  /** Notes that the bytes of a failed or deleted medium are gone. */
  @Transactional
  public void collected(ShardedId id) {
    media.findForUpdate(id).ifPresent(row -> row.collectedAt = clock.instant());
  }

  /**
   * Removes the rows of up to so many media of an owner, of any status, and answers which.
   *
   * <p>Nothing remembers them: for media of an account that is gone itself.
   */
  @Transactional
  public List<ShardedId> removeOf(ShardedId owner, int limit) {
    List<MediumEntity> rows = media.listAllOf(owner, limit);
    rows.forEach(
        row -> {
          caches.changed(row.shardedId(), owner);
          caches.removed(row.shardedId(), row.variants);
        });
    List<ShardedId> found = rows.stream().map(MediumEntity::shardedId).toList();
    media.remove(owner, found);
    quotas.forget(owner);
    return found;
  }

  /** Media of a bucket whose bytes must be there, in the order of their ids. */
  @Transactional
  public List<ShardedId> listKept(short bucket, Optional<ShardedId> after, int limit) {
    return media.listKept(bucket, after, limit).stream().map(MediumEntity::shardedId).toList();
  }

  /** Whether the bytes of a medium must still be there, and have long been. */
  @Transactional
  public boolean isKept(ShardedId id, Instant createdBefore) {
    return media
        .findByIdOptional(MediumKey.of(id))
        .filter(row -> row.status.takesRoom() && row.createdAt.isBefore(createdBefore))
        .isPresent();
  }

  /** Whether there is a row, be it of a deleted medium. */
  @Transactional
  public boolean exists(ShardedId id) {
    return media.findByIdOptional(MediumKey.of(id)).isPresent();
  }
}
