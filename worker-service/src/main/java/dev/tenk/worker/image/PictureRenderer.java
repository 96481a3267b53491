package dev.tenk.worker.image;

import dev.tenk.worker.vips.VipsBlob;
import dev.tenk.worker.vips.VipsImage;
import dev.tenk.worker.vips.VipsScope;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the variants of a picture by cascade: it is decoded once, at the size of the largest
 * preset, and every smaller one is made from the one before.
 */
final class PictureRenderer {

  private final List<NamedPreset> largestFirst;
  private final VariantEncoder encoder;

  PictureRenderer(ImageConfig config) {
    largestFirst =
        config.presets().entrySet().stream()
            .map(preset -> new NamedPreset(preset.getKey(), preset.getValue().longestSide()))
            .sorted(Comparator.comparingInt(NamedPreset::longestSide).reversed())
            .toList();
    encoder = new VariantEncoder(config);
  }

  /** Renders an original whose header was found acceptable. */
  ImageOutcome.Processed render(
      VipsScope scope, VipsBlob blob, VipsImage header, PictureSize original) {
    PictureSize size = original.within(largestFirst.getFirst().longestSide());
    VipsImage picture = decode(scope, blob, header, size);
    Map<OutputFormat, Encoded> files = encode(picture);
    List<Variant> variants = new ArrayList<>();
    for (NamedPreset preset : largestFirst) {
      PictureSize wanted = original.within(preset.longestSide());
      if (!wanted.equals(size)) {
        picture = shrink(picture, wanted);
        size = wanted;
        files = encode(picture);
      }
      for (Map.Entry<OutputFormat, Encoded> file : files.entrySet()) {
        variants.add(new Variant(preset.name(), file.getKey(), size, file.getValue()));
      }
    }
    return new ImageOutcome.Processed(original, placeholder(picture, size), variants);
  }

  private static VipsImage decode(
      VipsScope scope, VipsBlob blob, VipsImage header, PictureSize size) {
    try (VipsImage lazy = scope.thumbnail(blob, header, size.width(), size.height())) {
      return lazy.inMemory();
    }
  }

  /** The smaller picture; the larger one is freed. */
  private static VipsImage shrink(VipsImage larger, PictureSize size) {
    try (larger;
        VipsImage lazy = larger.resize(size.width(), size.height())) {
      return lazy.inMemory();
    }
  }

  private Map<OutputFormat, Encoded> encode(VipsImage picture) {
    Map<OutputFormat, Encoded> files = new EnumMap<>(OutputFormat.class);
    for (OutputFormat format : OutputFormat.values()) {
      files.put(format, encoder.encode(picture, format));
    }
    return files;
  }

  private static String placeholder(VipsImage picture, PictureSize size) {
    PictureSize small = size.within(ThumbHash.MAX_SIDE);
    try (VipsImage image = picture.resize(small.width(), small.height())) {
      byte[] hash = ThumbHash.of(small, image.bands(), image.pixels());
      return Base64.getEncoder().encodeToString(hash);
    }
  }

  private record NamedPreset(String name, int longestSide) {}
}
