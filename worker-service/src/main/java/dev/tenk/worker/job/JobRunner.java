package dev.tenk.worker.job;

import dev.tenk.contract.MediaResult;
import dev.tenk.contract.MediaUploaded;
import dev.tenk.platform.blob.Blob;
import dev.tenk.platform.blob.BlobKey;
import dev.tenk.platform.blob.BlobStore;
import dev.tenk.platform.trace.Step;
import dev.tenk.worker.image.Encoded;
import dev.tenk.worker.image.FailureReason;
import dev.tenk.worker.image.FocalPoint;
import dev.tenk.worker.image.ImageOutcome;
import dev.tenk.worker.image.ImageProcessor;
import dev.tenk.worker.image.Variant;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.health.Liveness;
import org.jspecify.annotations.Nullable;

/**
 * Does one job: original in, variants out, both in the blob store. Doing it again writes the same
 * keys. Blocks, on a platform thread.
 */
@Singleton
public final class JobRunner {

  private final BlobStore blobs;
  private final ImageProcessor images;
  private final JobMetrics metrics;
  private final StuckJobCheck stuck;
  private final JobConfig config;

  JobRunner(
      BlobStore blobs,
      ImageProcessor images,
      JobMetrics metrics,
      @Liveness StuckJobCheck stuck,
      JobConfig config) {
    this.blobs = blobs;
    this.images = images;
    this.metrics = metrics;
    this.stuck = stuck;
    this.config = config;
  }

  /**
   * Runs the job.
   *
   * @throws IOException when the blob store fails: another try may succeed
   */
  MediaResult run(MediaUploaded job) throws IOException {
    try (StuckJobCheck.Running _ = stuck.running()) {
      return runWatched(job);
    }
  }

  private MediaResult runWatched(MediaUploaded job) throws IOException {
    BlobKey original = BlobKey.parse(job.blobKey());
    JobMetrics.Job timed = metrics.start();
    ImageOutcome outcome = process(original, job);
    return switch (outcome) {
      case ImageOutcome.Failed(FailureReason reason) -> {
        timed.failed(reason);
        yield JobResult.failed(job, images.presetVersion(), reason);
      }
      case ImageOutcome.Processed made -> {
        store(made, original);
        timed.processed(made.size());
        yield JobResult.processed(job, images.presetVersion(), made);
      }
    };
  }

  private ImageOutcome process(BlobKey original, MediaUploaded job) throws IOException {
    Optional<Blob> blob = blobs.find(original);
    if (blob.isEmpty()) {
      return new ImageOutcome.Failed(FailureReason.ORIGINAL_MISSING);
    }
    try (InputStream bytes = blob.get().open();
        Step _ = Step.begin("derive variants")) {
      return images.process(bytes, blob.get().bytes(), focusOf(job), config.deadline());
    } catch (NoSuchFileException e) {
      // deleted since it was found
      return new ImageOutcome.Failed(FailureReason.ORIGINAL_MISSING);
    }
  }

  private static @Nullable FocalPoint focusOf(MediaUploaded job) {
    Double x = job.focalX();
    Double y = job.focalY();
    return x == null || y == null ? null : new FocalPoint(Math.clamp(x, 0, 1), Math.clamp(y, 0, 1));
  }

  private void store(ImageOutcome.Processed made, BlobKey original) throws IOException {
    Set<String> stored = new HashSet<>();
    for (Variant variant : made.variants()) {
      Encoded file = variant.file();
      if (stored.add(file.contentName())) {
        blobs.put(JobResult.keyOf(file, original), file.content());
      }
    }
  }
}
