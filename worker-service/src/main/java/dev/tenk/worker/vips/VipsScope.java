package dev.tenk.worker.vips;

import static dev.tenk.worker.vips.VipsFunction.VIPS_FOREIGN_FIND_LOAD_BUFFER;
import static dev.tenk.worker.vips.VipsFunction.VIPS_THREAD_SHUTDOWN;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The images of one job: they are freed together, and their work can be cancelled together.
 *
 * <p>Used by one thread, a platform thread, because native work pins a virtual one; only {@link
 * #cancel()} may come from another.
 */
public final class VipsScope implements AutoCloseable {

  /**
   * Damage is an error. {@code error} would let a picture through whose middle is broken; the
   * default would turn a truncated one grey.
   */
  private static final String FAIL_ON = "fail_on=warning";

  private final VipsFunctions vips;
  private final Set<VipsImage> images = new LinkedHashSet<>();
  private boolean cancelled;

  VipsScope(VipsFunctions vips) {
    this.vips = vips;
  }

  /** Which of the open loaders takes these bytes; empty when none does. */
  public Optional<VipsLoader> loaderOf(VipsBlob blob) {
    long name = vips.call(VIPS_FOREIGN_FIND_LOAD_BUFFER, blob.address(), blob.bytes());
    if (name == 0) {
      vips.failure();
      return Optional.empty();
    }
    return VipsLoader.ofClass(vips.textAt(name));
  }

  /**
   * Reads the header alone.
   *
   * @throws VipsException when it is damaged
   */
  public VipsImage open(VipsBlob blob, VipsLoader loader) {
    return image(
        loader.bufferOperation(),
        operation ->
            operation.blob("buffer", blob.pointer()).options("access=sequential," + FAIL_ON));
  }

  /**
   * The first frames upright, in sRGB and each exactly of this size, one below the other; decoding
   * skips what the size does not need. Lazy: damage is found when pixels are computed.
   *
   * <p>A JPEG that is twice, four or eight times as large is decoded at a half, a quarter or an
   * eighth (libjpeg scales within its cosine transform), then resized. Left to itself libvips keeps
   * twice the size for that, which costs as much again and shows no difference.
   *
   * <p>The loader's options travel in {@code option_string}: this operation ignores its own {@code
   * fail_on}. Without {@code output_profile} a wide-gamut picture would change its colours; but
   * libvips then converts every picture, even one that is sRGB, which costs several times as much
   * as decoding.
   *
   * @param header of the same blob
   */
  public VipsImage thumbnail(
      VipsBlob blob, VipsLoader loader, VipsImage header, int frames, int width, int height) {
    String profile = header.needsColourManagement() ? ",output_profile=srgb" : "";
    String options = size(width, height) + "," + FAIL_ON + profile;
    int shrink = loader == VipsLoader.JPEG ? header.shrinkOnLoad(width, height) : 1;
    try (VipsImage sized =
        shrink > 1
            ? ofPart(blob, loader, shrink, options)
            : image(
                "thumbnail_buffer",
                operation ->
                    operation
                        .blob("buffer", blob.pointer())
                        .text(
                            "option_string",
                            "[" + FAIL_ON + (frames > 1 ? ",n=" + frames : "") + "]")
                        .options(options))) {
      return sized.toSrgb();
    }
  }

  private VipsImage ofPart(VipsBlob blob, VipsLoader loader, int shrink, String options) {
    try (VipsImage loaded =
        image(
            loader.bufferOperation(),
            operation ->
                operation
                    .blob("buffer", blob.pointer())
                    .options("access=sequential,shrink=" + shrink + "," + FAIL_ON))) {
      return image(
          "thumbnail_image", operation -> operation.image("in", loaded.pointer()).options(options));
    }
  }

  /** Images of one size, one below the other: lazy. */
  public VipsImage stack(List<VipsImage> images) {
    long[] pointers = images.stream().mapToLong(VipsImage::pointer).toArray();
    return image("arrayjoin", operation -> operation.images("in", pointers).options("across=1"));
  }

  /** Makes the work of this scope end soon with {@link VipsCancelledException}. */
  public synchronized void cancel() {
    cancelled = true;
    images.forEach(VipsImage::kill);
  }

  /** Frees what is still open, and this thread's buffers. */
  @Override
  public void close() {
    List<VipsImage> open;
    synchronized (this) {
      open = List.copyOf(images);
    }
    open.reversed().forEach(VipsImage::close);
    vips.call(VIPS_THREAD_SHUTDOWN);
  }

  static String size(int width, int height) {
    return "width=" + width + ",height=" + height + ",size=force";
  }

  VipsImage image(String name, Function<VipsOperation, VipsOperation> inputs) {
    return image(
        () -> {
          try (VipsOperation operation = new VipsOperation(vips, name)) {
            return inputs.apply(operation).buildImage();
          }
        });
  }

  VipsImage image(LongSupplier maker) {
    return run(
        () -> {
          long pointer = maker.getAsLong();
          if (pointer == 0) {
            throw vips.failure();
          }
          return remember(new VipsImage(vips, this, pointer));
        });
  }

  <T> T run(Supplier<T> work) {
    failWhenCancelled();
    try {
      return work.get();
    } catch (VipsException e) {
      failWhenCancelled();
      throw e;
    }
  }

  /** Whether the image was still open. */
  synchronized boolean forget(VipsImage image) {
    return images.remove(image);
  }

  private synchronized VipsImage remember(VipsImage image) {
    images.add(image);
    if (cancelled) {
      image.kill();
    }
    return image;
  }

  private synchronized void failWhenCancelled() {
    if (cancelled) {
      throw new VipsCancelledException();
    }
  }
}
