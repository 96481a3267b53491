package dev.tenk.worker.vips;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The library for tests, which is started once, and files made by it. */
public final class TestVips {

  private static final Vips VIPS = VipsLibrary.open(Optional.empty());

  static {
    permitUsual();
  }

  private TestVips() {}

  public static Vips get() {
    return VIPS;
  }

  /** What the worker accepts when it is not told otherwise. */
  public static void permitUsual() {
    VIPS.permit(EnumSet.complementOf(EnumSet.of(VipsLoader.TIFF, VipsLoader.SVG)));
  }

  /** A step on the way from one file to another: an operation from {@code in} to {@code out}. */
  public record Step(String operation, String options) {}

  /** The picture of a file, after the steps, in another encoding. */
  public static byte[] convert(byte[] file, List<Step> steps, String saver, String options)
      throws IOException {
    try (VipsScope scope = VIPS.scope();
        VipsBlob blob = VIPS.read(new ByteArrayInputStream(file), file.length)) {
      VipsImage image = scope.open(blob, scope.loaderOf(blob).orElseThrow()).inMemory();
      for (Step step : steps) {
        VipsImage from = image;
        image =
            scope.image(
                step.operation(), to -> to.image("in", from.pointer()).options(step.options()));
      }
      return image.save(saver, options);
    }
  }

  /** An animation of these stills. */
  public static byte[] animation(List<byte[]> stills, String saver, String options)
      throws IOException {
    try (VipsScope scope = VIPS.scope()) {
      List<VipsImage> images = stills.stream().map(still -> open(scope, still)).toList();
      VipsImage film = scope.stack(images).asFilm(stills.size(), images.getFirst().height());
      return film.save(saver, options);
    }
  }

  /** The red, green and blue of each frame, on average, of pixels that are not clear. */
  public static List<int[]> means(byte[] file) throws IOException {
    try (VipsScope scope = VIPS.scope();
        VipsBlob blob = VIPS.read(new ByteArrayInputStream(file), file.length)) {
      VipsLoader loader = scope.loaderOf(blob).orElseThrow();
      VipsImage header = scope.open(blob, loader);
      int frames = header.frames();
      VipsImage film =
          scope.thumbnail(blob, loader, header, frames, header.width(), header.height());
      byte[] pixels = film.pixels();
      int bands = film.bands();
      int each = pixels.length / frames;
      return IntStream.range(0, frames)
          .mapToObj(frame -> mean(pixels, frame * each, (frame + 1) * each, bands))
          .toList();
    }
  }

  private static int[] mean(byte[] pixels, int from, int to, int bands) {
    long[] sums = new long[3];
    long count = 0;
    for (int at = from; at < to; at += bands) {
      if (bands < 4 || pixels[at + 3] != 0) {
        count++;
        for (int band = 0; band < 3; band++) {
          sums[band] += pixels[at + band] & 0xff;
        }
      }
    }
    int[] mean = new int[3];
    for (int band = 0; band < 3; band++) {
      mean[band] = (int) (sums[band] / Math.max(1, count));
    }
    return mean;
  }

  private static VipsImage open(VipsScope scope, byte[] still) {
    try (VipsBlob blob = VIPS.read(new ByteArrayInputStream(still), still.length)) {
      return scope.open(blob, scope.loaderOf(blob).orElseThrow()).inMemory();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
