package dev.tenk.worker.image;

import dev.tenk.worker.vips.Vips;
import dev.tenk.worker.vips.VipsBlob;
import dev.tenk.worker.vips.VipsCancelledException;
import dev.tenk.worker.vips.VipsException;
import dev.tenk.worker.vips.VipsImage;
import dev.tenk.worker.vips.VipsLoader;
import dev.tenk.worker.vips.VipsScope;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Decides whether an original may be processed, by its header alone, and has it rendered.
 *
 * <p>Blocks, on a platform thread of the caller; the same bytes always have the same outcome, save
 * for the deadline.
 */
@ApplicationScoped
public class ImageProcessor {

  private static final int BRANDS_BYTES = 64;

  private final Vips vips;
  private final ImageConfig config;
  private final PictureRenderer renderer;
  private final DecodeAdmission admission;
  private final ScheduledExecutorService watchdog =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("image-watchdog").factory());

  ImageProcessor(Vips vips, ImageConfig config) {
    this.vips = vips;
    this.config = config;
    this.renderer = new PictureRenderer(config);
    this.admission = new DecodeAdmission(config.maxPixels());
  }

  /** Version of the presets that it makes. */
  public int presetVersion() {
    return config.presetVersion();
  }

  /**
   * Processes an original.
   *
   * @param original its bytes, read once, not closed
   * @param bytes how many there are
   * @param limit how long it may take, and how long before it may wait for room
   * @throws IOException when the original cannot be read, or there was no room
   */
  public ImageOutcome process(InputStream original, long bytes, Duration limit) throws IOException {
    if (bytes > config.maxBytes()) {
      return new ImageOutcome.Failed(FailureReason.TOO_MANY_BYTES);
    }
    try (VipsScope scope = vips.scope()) {
      var deadline = new Deadline(scope, limit);
      try (deadline;
          VipsBlob blob = vips.read(original, bytes)) {
        Optional<VipsLoader> loader = scope.loaderOf(blob);
        return loader.isPresent()
            ? inspect(scope, blob, loader.get(), deadline)
            : new ImageOutcome.Failed(FailureReason.UNSUPPORTED_FORMAT);
      } catch (VipsCancelledException e) {
        return new ImageOutcome.Failed(FailureReason.DEADLINE_EXCEEDED);
      }
    }
  }

  private ImageOutcome inspect(VipsScope scope, VipsBlob blob, VipsLoader loader, Deadline deadline)
      throws IOException {
    try (VipsImage header = scope.open(blob, loader)) {
      PictureSize size = uprightSize(header);
      int frames = header.frames();
      if (frames > config.maxFrames()) {
        return new ImageOutcome.Failed(FailureReason.TOO_MANY_FRAMES);
      }
      if (size.pixels() > config.maxPixels() / Math.max(1, frames)) {
        return new ImageOutcome.Failed(FailureReason.TOO_MANY_PIXELS);
      }
      return render(scope, blob, header, size, deadline);
    } catch (VipsException e) {
      return new ImageOutcome.Failed(reasonOfFailure(blob, loader));
    }
  }

  private ImageOutcome render(
      VipsScope scope, VipsBlob blob, VipsImage header, PictureSize size, Deadline deadline)
      throws IOException {
    deadline.pause();
    if (!admission.enter(size.pixels(), deadline.limit)) {
      throw new NoRoomException();
    }
    try {
      deadline.start();
      return renderer.render(scope, blob, header, size);
    } finally {
      admission.leave(size.pixels());
    }
  }

  /** Stops the native work of a scope that takes too long; waiting for others does not count. */
  private final class Deadline implements AutoCloseable {

    private final VipsScope scope;
    private final Duration limit;
    private Future<?> timer;

    Deadline(VipsScope scope, Duration limit) {
      this.scope = scope;
      this.limit = limit;
      this.timer = schedule();
    }

    void pause() {
      timer.cancel(false);
    }

    void start() {
      timer = schedule();
    }

    @Override
    public void close() {
      timer.cancel(false);
    }

    private Future<?> schedule() {
      return watchdog.schedule(scope::cancel, limit.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private static PictureSize uprightSize(VipsImage header) {
    boolean onItsSide = header.orientation() >= 5;
    return onItsSide
        ? new PictureSize(header.height(), header.width())
        : new PictureSize(header.width(), header.height());
  }

  /** HEIC is HEIF without AVIF among its brands: most builds of libvips cannot decode it. */
  private static FailureReason reasonOfFailure(VipsBlob blob, VipsLoader loader) {
    boolean heic =
        loader == VipsLoader.HEIF
            && !new String(blob.head(BRANDS_BYTES), StandardCharsets.ISO_8859_1).contains("avi");
    return heic ? FailureReason.UNSUPPORTED_FORMAT : FailureReason.CORRUPT_IMAGE;
  }

  @PreDestroy
  void stop() {
    watchdog.shutdownNow();
  }
}
