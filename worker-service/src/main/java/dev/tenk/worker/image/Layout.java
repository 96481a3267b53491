package dev.tenk.worker.image;

/**
 * How one preset is made of one original.
 *
 * @param scaled size of the whole picture, before anything is cut off or added
 * @param canvas size of the variant
 * @param crop which part is kept where something is cut off
 */
record Layout(PictureSize scaled, PictureSize canvas, Crop crop) {

  static Layout of(ImageConfig.Preset preset, PictureSize original) {
    PictureSize box = new PictureSize(preset.width(), preset.height());
    PictureSize inside = original.inside(box);
    return switch (preset.fit()) {
      case INSIDE -> new Layout(inside, inside, preset.crop());
      case CONTAIN -> new Layout(inside, box, preset.crop());
      case COVER -> {
        PictureSize covering = original.covering(box);
        yield new Layout(covering, box.inside(covering), preset.crop());
      }
    };
  }

  boolean isCut() {
    return canvas.width() < scaled.width() || canvas.height() < scaled.height();
  }

  boolean isPadded() {
    return canvas.width() > scaled.width() || canvas.height() > scaled.height();
  }
}
