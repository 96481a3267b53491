package dev.tenk.worker.vips;

import static dev.tenk.worker.vips.VipsFunction.G_OBJECT_UNREF;
import static dev.tenk.worker.vips.VipsFunction.VIPS_IMAGE_COPY_MEMORY;
import static dev.tenk.worker.vips.VipsFunction.VIPS_IMAGE_GET_BANDS;
import static dev.tenk.worker.vips.VipsFunction.VIPS_IMAGE_GET_HEIGHT;
import static dev.tenk.worker.vips.VipsFunction.VIPS_IMAGE_GET_INT;
import static dev.tenk.worker.vips.VipsFunction.VIPS_IMAGE_GET_INTERPRETATION;
import static dev.tenk.worker.vips.VipsFunction.VIPS_IMAGE_GET_ORIENTATION;
import static dev.tenk.worker.vips.VipsFunction.VIPS_IMAGE_GET_TYPEOF;
import static dev.tenk.worker.vips.VipsFunction.VIPS_IMAGE_GET_WIDTH;
import static dev.tenk.worker.vips.VipsFunction.VIPS_IMAGE_GET_XOFFSET;
import static dev.tenk.worker.vips.VipsFunction.VIPS_IMAGE_GET_YOFFSET;
import static dev.tenk.worker.vips.VipsFunction.VIPS_IMAGE_SET_INT;
import static dev.tenk.worker.vips.VipsFunction.VIPS_IMAGE_SET_KILL;
import static dev.tenk.worker.vips.VipsFunction.VIPS_IMAGE_WRITE_TO_MEMORY;

/**
 * An image of a {@link VipsScope}: a header, and pixels that are computed when they are asked for.
 *
 * <p>Closed by itself to free its memory early, or with its scope. Every method that computes
 * pixels throws {@link VipsException} when the source is damaged.
 */
public final class VipsImage implements AutoCloseable {

  private static final int INTERPRETATION_CMYK = 15;

  /** What libjpeg can do within its cosine transform. */
  private static final int MOST_SHRINK = 8;

  private final VipsFunctions vips;
  private final VipsScope scope;
  private final long image;

  VipsImage(VipsFunctions vips, VipsScope scope, long image) {
    this.vips = vips;
    this.scope = scope;
    this.image = image;
  }

  /** Pixels in a row. */
  public int width() {
    return (int) vips.call(VIPS_IMAGE_GET_WIDTH, image);
  }

  /** Rows. */
  public int height() {
    return (int) vips.call(VIPS_IMAGE_GET_HEIGHT, image);
  }

  /** Numbers per pixel: 3 for RGB, 4 with alpha. */
  public int bands() {
    return (int) vips.call(VIPS_IMAGE_GET_BANDS, image);
  }

  /** EXIF orientation, 1 to 8; from 5 on, the upright picture has width and height exchanged. */
  public int orientation() {
    return (int) vips.call(VIPS_IMAGE_GET_ORIENTATION, image);
  }

  /** By how much a JPEG may be scaled while it is decoded and still be at least of this size. */
  int shrinkOnLoad(int width, int height) {
    boolean onItsSide = orientation() > 4;
    double times =
        Math.min(
            (double) (onItsSide ? height() : width()) / width,
            (double) (onItsSide ? width() : height()) / height);
    return Math.clamp(Integer.highestOneBit((int) times), 1, MOST_SHRINK);
  }

  /**
   * Frames or pages that the file claims to have.
   *
   * <p>Read as metadata: {@code vips_image_get_n_pages} answers 1 when the number is implausible,
   * as the 10,000 of a hostile GIF.
   */
  public int frames() {
    return has("n-pages") ? vips.callForInt(VIPS_IMAGE_GET_INT, image, "n-pages") : 1;
  }

  /** Whether its numbers mean other colours than sRGB's: it has a profile, or is made of inks. */
  boolean needsColourManagement() {
    return has("icc-profile-data")
        || (int) vips.call(VIPS_IMAGE_GET_INTERPRETATION, image) == INTERPRETATION_CMYK;
  }

  /** Whether the header has a field, for instance {@code exif-data} or {@code icc-profile-data}. */
  public boolean has(String field) {
    return vips.call(VIPS_IMAGE_GET_TYPEOF, image, field, 0) != 0;
  }

  /** The pixels computed once and kept, for several uses. */
  public VipsImage inMemory() {
    return scope.image(() -> vips.call(VIPS_IMAGE_COPY_MEMORY, image));
  }

  /** Exactly of this size, with alpha treated rightly. */
  public VipsImage resize(int width, int height) {
    return scope.image(
        "thumbnail_image",
        operation ->
            operation
                .image("in", image)
                .options(VipsScope.size(width, height) + ",no_rotate=true"));
  }

  /** A part of it; of an animation, of the film of all its frames. */
  public VipsImage crop(int left, int top, int width, int height) {
    return scope.image(
        "extract_area",
        operation ->
            operation
                .image("input", image)
                .options("left=" + left + ",top=" + top + ",width=" + width + ",height=" + height));
  }

  /** Where the part of this size lies that people look at first. */
  public Offset attention(int width, int height) {
    try (VipsImage part =
        scope.image(
            "smartcrop",
            operation ->
                operation
                    .image("input", image)
                    .options("width=" + width + ",height=" + height + ",interesting=attention"))) {
      return new Offset(
          -(int) vips.call(VIPS_IMAGE_GET_XOFFSET, part.image),
          -(int) vips.call(VIPS_IMAGE_GET_YOFFSET, part.image));
    }
  }

  /** In the middle of a canvas of this size; clear around it where it has alpha. */
  public VipsImage pad(int width, int height, Colour background) {
    String canvas = bands() > Colour.BANDS ? "0" : background.numbers();
    return scope.image(
        "gravity",
        operation ->
            operation
                .image("in", image)
                .options(
                    "direction=centre,width="
                        + width
                        + ",height="
                        + height
                        + ",extend=background,background="
                        + canvas));
  }

  /** As a film of so many frames, one below the other, each of this height. */
  public VipsImage asFilm(int frames, int frameHeight) {
    VipsImage film = scope.image("copy", operation -> operation.image("in", image));
    vips.call(VIPS_IMAGE_SET_INT, film.image, "page-height", frameHeight);
    vips.call(VIPS_IMAGE_SET_INT, film.image, "n-pages", frames);
    return film;
  }

  /** As 8-bit sRGB, with three bands or, with alpha, four. */
  VipsImage toSrgb() {
    return scope.image(
        "colourspace", operation -> operation.image("in", image).options("space=srgb"));
  }

  /**
   * The encoded file.
   *
   * @param saver operation of libvips, for instance {@code webpsave_buffer}
   * @param options its options, {@code name=value,...}
   */
  public byte[] save(String saver, String options) {
    return scope.run(
        () -> {
          try (VipsOperation operation = new VipsOperation(vips, saver)) {
            return operation.image("in", image).options(options).buildBytes();
          }
        });
  }

  /** The pixels, row by row, {@link #bands()} bytes each. */
  public byte[] pixels() {
    return scope.run(
        () -> {
          VipsFunctions.Bytes pixels = vips.callForBytes(VIPS_IMAGE_WRITE_TO_MEMORY, image);
          if (pixels.address() == 0) {
            throw vips.failure();
          }
          try {
            return vips.copyOf(pixels);
          } finally {
            vips.free(pixels.address());
          }
        });
  }

  /** Pixels from the left and from the top. */
  public record Offset(int left, int top) {}

  long pointer() {
    return image;
  }

  /** Frees it; again is harmless. */
  @Override
  public void close() {
    if (scope.forget(this)) {
      vips.call(G_OBJECT_UNREF, image);
    }
  }

  /** Makes whatever computes this image fail soon; from any thread while the image is open. */
  void kill() {
    vips.call(VIPS_IMAGE_SET_KILL, image, 1);
  }
}
