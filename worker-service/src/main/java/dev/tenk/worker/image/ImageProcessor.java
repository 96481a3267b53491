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
import org.jspecify.annotations.Nullable;

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

  /** A processor; what it accepts, the whole process does. */
  public ImageProcessor(Vips vips, ImageConfig config) {
    vips.permit(config.accept());
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
   * @param focus where its owner wants others to look, if said
   * @param limit how long it may take, and how long before it may wait for room
   * @throws IOException when the original cannot be read, or there was no room
   */
  public ImageOutcome process(
      InputStream original, long bytes, @Nullable FocalPoint focus, Duration limit)
      throws IOException {
    if (bytes > config.maxBytes()) {
      return new ImageOutcome.Failed(FailureReason.TOO_MANY_BYTES);
    }
    try (VipsScope scope = vips.scope()) {
      var deadline = new Deadline(scope, limit);
      try (deadline;
          VipsBlob blob = vips.read(original, bytes)) {
        Optional<VipsLoader> loader = scope.loaderOf(blob);
        return loader.isPresent()
            ? inspect(scope, blob, loader.get(), focus, deadline)
            : new ImageOutcome.Failed(FailureReason.UNSUPPORTED_FORMAT);
      } catch (VipsCancelledException e) {
        return new ImageOutcome.Failed(FailureReason.DEADLINE_EXCEEDED);
      }
    }
  }

  private ImageOutcome inspect(
      VipsScope scope,
      VipsBlob blob,
      VipsLoader loader,
      @Nullable FocalPoint focus,
      Deadline deadline)
      throws IOException {
    try (VipsImage header = scope.open(blob, loader)) {
      PictureSize size = uprightSize(header);
      int frames = header.frames();
      Optional<FailureReason> refusal = refusal(size, frames);
      if (refusal.isPresent()) {
        return new ImageOutcome.Failed(refusal.get());
      }
      int shown = loader.isAnimated() ? Math.max(1, frames) : 1;
      return render(
          scope, new PictureRenderer.Original(blob, header, size, shown, loader, focus), deadline);
    } catch (VipsException e) {
      return new ImageOutcome.Failed(reasonOfFailure(blob, loader));
    }
  }

  private Optional<FailureReason> refusal(PictureSize size, int frames) {
    if (frames > config.maxFrames()) {
      return Optional.of(FailureReason.TOO_MANY_FRAMES);
    }
    boolean tooLarge =
        size.pixels() > config.maxPixels()
            || size.pixels() > config.maxPixelsOfAllFrames() / Math.max(1, frames);
    return tooLarge ? Optional.of(FailureReason.TOO_MANY_PIXELS) : Optional.empty();
  }

  private ImageOutcome render(VipsScope scope, PictureRenderer.Original original, Deadline deadline)
      throws IOException {
    long pixels = original.size().pixels() * original.frames();
    deadline.pause();
    if (!admission.enter(pixels, deadline.limit)) {
      throw new NoRoomException();
    }
    try {
      deadline.start();
      return renderer.render(scope, original);
    } finally {
      admission.leave(pixels);
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

  private static FailureReason reasonOfFailure(VipsBlob blob, VipsLoader loader) {
    boolean unsupported =
        switch (loader) {
          case HEIF -> isHeic(blob);
          case JPEG -> JpegPrecision.isUnusual(blob.head(JpegPrecision.MOST_BYTES));
          case PNG, WEBP, GIF, TIFF, SVG -> false;
        };
    return unsupported ? FailureReason.UNSUPPORTED_FORMAT : FailureReason.CORRUPT_IMAGE;
  }

  /** HEIC is HEIF without AVIF among its brands: most builds of libvips cannot decode it. */
  private static boolean isHeic(VipsBlob blob) {
    return !new String(blob.head(BRANDS_BYTES), StandardCharsets.ISO_8859_1).contains("avi");
  }

  @PreDestroy
  public void stop() {
    watchdog.shutdownNow();
  }
}
