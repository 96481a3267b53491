package dev.tenk.worker.vips;

import java.util.Optional;

/**
 * The loaders that may be permitted to read what strangers send; every other one of libvips stays
 * blocked.
 *
 * <p>{@code vips_block_untrusted_set} alone leaves TIFF and others open, so that everything is
 * blocked first and these are opened one by one.
 */
public enum VipsLoader {
  JPEG("VipsForeignLoadJpeg"),
  PNG("VipsForeignLoadPng"),
  WEBP("VipsForeignLoadWebp"),
  GIF("VipsForeignLoadNsgif"),
  /** AVIF, and HEIC only where the library was built with a decoder for it. */
  HEIF("VipsForeignLoadHeif"),
  /** The first page. */
  TIFF("VipsForeignLoadTiff"),
  /** Drawn as pixels, out of memory: nothing that it refers to is fetched. */
  SVG("VipsForeignLoadSvg");

  static final String ALL = "VipsForeignLoad";

  private final String className;

  VipsLoader(String className) {
    this.className = className;
  }

  /** The C class that the loader's variants for files, buffers and sources extend. */
  String className() {
    return className;
  }

  /** Whether several frames of it are an animation: of other formats the first picture counts. */
  public boolean isAnimated() {
    return this == GIF || this == WEBP;
  }

  /** Whether its pictures have more colours than were drawn, because they were compressed so. */
  public boolean isLossy() {
    return this == JPEG || this == HEIF;
  }

  /** The operation that loads from memory. */
  String bufferOperation() {
    return className + "Buffer";
  }

  static Optional<VipsLoader> ofClass(String className) {
    for (VipsLoader loader : values()) {
      if (className.startsWith(loader.className)) {
        return Optional.of(loader);
      }
    }
    return Optional.empty();
  }
}
