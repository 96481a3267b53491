package dev.tenk.worker.image;

import dev.tenk.worker.vips.Colour;
import dev.tenk.worker.vips.VipsImage;
import dev.tenk.worker.vips.VipsImage.Offset;
import dev.tenk.worker.vips.VipsScope;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The decoded frames of an original, one below the other: of a still picture, one.
 *
 * @param scope what frees them
 * @param image all frames
 * @param frames how many
 * @param size of each
 */
record Film(VipsScope scope, VipsImage image, int frames, PictureSize size) {

  /** The smaller film; this one is freed. */
  Film shrink(PictureSize smaller) {
    try (image;
        VipsImage lazy = image.resize(smaller.width(), smaller.height())) {
      return new Film(scope, lazy.inMemory(), frames, smaller);
    }
  }

  /** As a preset wants it; this one stays. */
  Film lay(Layout layout, @Nullable FocalPoint focus, Colour background) {
    PictureSize canvas = layout.canvas();
    Film laid = this;
    if (layout.isCut()) {
      int width = Math.min(canvas.width(), size.width());
      int height = Math.min(canvas.height(), size.height());
      Offset part = part(width, height, layout.crop(), focus);
      laid =
          laid.each(
              frame -> frame.crop(part.left(), part.top(), width, height),
              new PictureSize(width, height));
    }
    if (layout.isPadded()) {
      laid = laid.each(frame -> frame.pad(canvas.width(), canvas.height(), background), canvas);
    }
    return laid;
  }

  /** The first frame, as a still picture. */
  Film first() {
    return frames == 1 ? this : new Film(scope, frame(0).asFilm(1, size.height()), 1, size);
  }

  private Offset part(int width, int height, Crop crop, @Nullable FocalPoint focus) {
    if (focus == null && crop == Crop.ATTENTION) {
      return first().image.attention(width, height);
    }
    FocalPoint middle = focus == null ? FocalPoint.CENTRE : focus;
    return new Offset(
        around(middle.x(), size.width(), width), around(middle.y(), size.height(), height));
  }

  private static int around(double middle, int whole, int part) {
    return Math.clamp(Math.round(middle * whole - part / 2.0), 0, whole - part);
  }

  private Film each(UnaryOperator<VipsImage> change, PictureSize changed) {
    if (frames == 1) {
      return new Film(scope, change.apply(image), 1, changed);
    }
    List<VipsImage> made = IntStream.range(0, frames).mapToObj(this::frame).map(change).toList();
    return new Film(scope, scope.stack(made).asFilm(frames, changed.height()), frames, changed);
  }

  private VipsImage frame(int number) {
    return image.crop(0, number * size.height(), size.width(), size.height());
  }
}
