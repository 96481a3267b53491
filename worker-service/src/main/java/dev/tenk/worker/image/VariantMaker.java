package dev.tenk.worker.image;

import dev.tenk.worker.vips.Colour;
import dev.tenk.worker.vips.VipsImage;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Makes the files of one original's presets; what comes out alike is made once. For one thread. */
final class VariantMaker {

  private final VariantEncoder encoder;
  private final PictureRenderer.Original original;
  private final Colour background;
  private final Map<Likeness, Encoded> files = new HashMap<>();
  private final List<Variant> made = new ArrayList<>();

  VariantMaker(VariantEncoder encoder, PictureRenderer.Original original, Colour background) {
    this.encoder = encoder;
    this.original = original;
    this.background = background;
  }

  /** Makes a preset in its formats, of a film of the layout's scaled size. */
  void make(String name, ImageConfig.Preset preset, Layout layout, Film film) {
    Film laid = film.lay(layout, original.focus(), background);
    Map<OutputFormat, Encoded> formats = new EnumMap<>(OutputFormat.class);
    for (OutputFormat format : preset.formats()) {
      if (format != OutputFormat.PNG) {
        formats.put(format, encode(laid, layout, format, preset.quality()));
      }
    }
    if (preset.formats().contains(OutputFormat.PNG)) {
      addPngWhereSmallest(laid, layout, formats);
    }
    formats.forEach((format, file) -> made.add(new Variant(name, format, layout.canvas(), file)));
  }

  List<Variant> made() {
    return List.copyOf(made);
  }

  private Encoded encode(Film laid, Layout layout, OutputFormat format, OptionalInt quality) {
    Film film = format.isAnimated() ? laid : laid.first();
    return files.computeIfAbsent(
        new Likeness(layout, format, quality), _ -> encoder.encode(film.image(), format, quality));
  }

  private void addPngWhereSmallest(Film laid, Layout layout, Map<OutputFormat, Encoded> formats) {
    VipsImage picture = laid.first().image();
    if (original.loader().isLossy() || !FewColours.fit(picture.bands(), picture.pixels())) {
      return;
    }
    Encoded png = encode(laid, layout, OutputFormat.PNG, OptionalInt.empty());
    if (formats.values().stream().allMatch(other -> png.bytes() < other.bytes())) {
      formats.put(OutputFormat.PNG, png);
    }
  }

  private record Likeness(Layout layout, OutputFormat format, OptionalInt quality) {}
}
