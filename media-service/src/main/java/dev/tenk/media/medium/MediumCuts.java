package dev.tenk.media.medium;

import dev.tenk.contract.MediaProcessed;
import dev.tenk.contract.MediaResult;
import dev.tenk.contract.MediaUploaded;
import dev.tenk.contract.Queues;
import dev.tenk.media.event.MediaOutbox;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Has the variants of a ready medium cut anew around another focal point, by the same job as an
 * upload.
 *
 * <p>Focal points are counted, and results say which one they followed: an older one changes
 * nothing. At most one such job of a medium is under way; what the owner wants meanwhile waits for
 * its end, so that many changes cost two cuts. All methods work in the caller's transaction, with
 * the row locked.
 */
@Singleton
final class MediumCuts {

  private final MediaOutbox outbox;

  MediumCuts(MediaOutbox outbox) {
    this.outbox = outbox;
  }

  /** The owner wants another focal point, which the row has by now. */
  void wanted(MediumEntity row) {
    row.focalRevision++;
    cutIfNeeded(row);
  }

  /**
   * Whether a result is newer than what the row has: of a later focal point, or of the same one by
   * later presets. Whatever it is, the job that it ends is under way no longer.
   */
  boolean isNewer(MediumEntity row, MediaResult result) {
    Integer cutting = row.cuttingRevision;
    if (cutting != null && result.revision() >= cutting) {
      row.cuttingRevision = null;
    }
    return result.revision() > row.cutRevision
        || result.revision() == row.cutRevision && result.presetVersion() > row.presetVersion;
  }

  /** Whether the medium goes on with the variants that it has, since it cannot be cut anew. */
  boolean keepsItsVariants(MediumEntity row, MediaResult result) {
    return row.status == MediumStatus.READY
        && !(result instanceof MediaProcessed)
        && result.revision() > row.cutRevision;
  }

  /** A result was recorded: what was wanted since is cut now. */
  void recorded(MediumEntity row, MediaResult result) {
    row.cutRevision = result.revision();
    cutIfNeeded(row);
  }

  /** The job under way was put aside; the next focal point gets another. */
  void putAside(MediumEntity row) {
    row.cuttingRevision = null;
  }

  /** Other variants are shown now; the bytes of those before go after a while. */
  void replaced(MediumEntity row, List<StoredVariant> before) {
    FormerCut.between(row.shardedId(), before, row.variants)
        .ifPresent(cut -> outbox.add(cut.message()));
  }

  /** Whether variants around another focal point are wanted than those that there are. */
  static boolean isAnotherWanted(MediumEntity row) {
    return row.cuttingRevision != null || row.focalRevision > row.cutRevision;
  }

  private void cutIfNeeded(MediumEntity row) {
    if (row.status == MediumStatus.READY
        && row.focalRevision > row.cutRevision
        && row.cuttingRevision == null) {
      row.cuttingRevision = row.focalRevision;
      outbox.add(row.shardedId(), Queues.MEDIA_BULK, job(row));
    }
  }

  private static MediaUploaded job(MediumEntity row) {
    FocalPoint point = row.focalPoint();
    return new MediaUploaded(
        row.id,
        row.owner,
        MediumBlobs.original(row.shardedId()).toString(),
        row.contentType,
        row.bytes,
        row.sha256,
        point == null ? null : point.x(),
        point == null ? null : point.y(),
        row.focalRevision,
        List.of());
  }
}
