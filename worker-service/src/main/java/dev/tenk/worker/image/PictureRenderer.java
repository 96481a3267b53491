package dev.tenk.worker.image;

import dev.tenk.worker.vips.VipsBlob;
import dev.tenk.worker.vips.VipsImage;
import dev.tenk.worker.vips.VipsLoader;
import dev.tenk.worker.vips.VipsScope;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes the variants of a picture by cascade: it is decoded once, at the size that the largest
 * preset needs, and every smaller one is made from the one before.
 */
final class PictureRenderer {

  private static final PictureSize HASHED = new PictureSize(ThumbHash.MAX_SIDE, ThumbHash.MAX_SIDE);

  private final ImageConfig config;
  private final VariantEncoder encoder;

  PictureRenderer(ImageConfig config) {
    this.config = config;
    this.encoder = new VariantEncoder(config);
  }

  /** An original whose header was found acceptable; its size is that of a frame, upright. */
  record Original(
      VipsBlob blob,
      VipsImage header,
      PictureSize size,
      int frames,
      VipsLoader loader,
      @Nullable FocalPoint focus) {}

  /** Renders everything. */
  ImageOutcome.Processed render(VipsScope scope, Original original) {
    List<Planned> largestFirst =
        config.presets().entrySet().stream()
            .map(preset -> Planned.of(preset, original.size()))
            .sorted(Comparator.comparingLong(Planned::pixels).reversed())
            .toList();
    Film film = decode(scope, original, largestFirst.getFirst().layout().scaled());
    VariantMaker maker = new VariantMaker(encoder, original, config.background());
    for (Planned planned : largestFirst) {
      PictureSize wanted = planned.layout().scaled();
      film = wanted.equals(film.size()) ? film : film.shrink(wanted);
      maker.make(planned.name(), planned.preset(), planned.layout(), film);
    }
    return described(original, film, maker.made());
  }

  private Film decode(VipsScope scope, Original original, PictureSize size) {
    try (VipsImage lazy =
        scope.thumbnail(
            original.blob(),
            original.loader(),
            original.header(),
            original.frames(),
            size.width(),
            size.height())) {
      return new Film(scope, lazy.inMemory(), original.frames(), size);
    }
  }

  private static ImageOutcome.Processed described(
      Original original, Film film, List<Variant> variants) {
    PictureSize small = film.size().inside(HASHED);
    try (VipsImage image = film.first().image().resize(small.width(), small.height())) {
      int bands = image.bands();
      byte[] pixels = image.pixels();
      return new ImageOutcome.Processed(
          original.size(),
          Base64.getEncoder().encodeToString(ThumbHash.of(small, bands, pixels)),
          DominantColour.of(bands, pixels),
          variants);
    }
  }

  private record Planned(String name, ImageConfig.Preset preset, Layout layout) {

    static Planned of(Map.Entry<String, ImageConfig.Preset> preset, PictureSize original) {
      return new Planned(
          preset.getKey(), preset.getValue(), Layout.of(preset.getValue(), original));
    }

    long pixels() {
      return layout.scaled().pixels();
    }
  }
}
