package dev.tenk.worker.job;

import dev.tenk.contract.MediaFailed;
import dev.tenk.contract.MediaProcessed;
import dev.tenk.contract.MediaUploaded;
import dev.tenk.contract.ProcessedVariant;
import dev.tenk.platform.blob.BlobKey;
import dev.tenk.worker.image.Encoded;
import dev.tenk.worker.image.FailureReason;
import dev.tenk.worker.image.ImageOutcome;
import dev.tenk.worker.image.Variant;
import java.util.List;

/** Says in the contract's words how a job ended. */
final class JobResult {

  private JobResult() {}

  static MediaFailed failed(MediaUploaded job, int presetVersion, FailureReason reason) {
    return new MediaFailed(
        job.mediumId(), presetVersion, reason.slug(), reason.detail(), job.revision());
  }

  static MediaProcessed processed(
      MediaUploaded job, int presetVersion, ImageOutcome.Processed made) {
    BlobKey original = BlobKey.parse(job.blobKey());
    List<ProcessedVariant> variants =
        made.variants().stream().map(variant -> described(variant, original)).toList();
    return new MediaProcessed(
        job.mediumId(),
        presetVersion,
        made.size().width(),
        made.size().height(),
        made.placeholder(),
        made.dominantColour().css(),
        variants,
        job.revision());
  }

  /** A variant lies in the group of its original, so that they are deleted together. */
  static BlobKey keyOf(Encoded file, BlobKey original) {
    return new BlobKey(original.collection(), original.group(), file.contentName());
  }

  private static ProcessedVariant described(Variant variant, BlobKey original) {
    return new ProcessedVariant(
        variant.preset(),
        variant.format().extension(),
        variant.size().width(),
        variant.size().height(),
        variant.file().bytes(),
        keyOf(variant.file(), original).toString());
  }
}
