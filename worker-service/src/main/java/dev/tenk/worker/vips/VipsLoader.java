package dev.tenk.worker.vips;

import java.util.Optional;

/**
 * The loaders that may read what strangers send; every other one of libvips is blocked.
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
  HEIF("VipsForeignLoadHeif");

  static final String ALL = "VipsForeignLoad";

  private final String className;

  VipsLoader(String className) {
    this.className = className;
  }

  /** The C class that the loader's variants for files, buffers and sources extend. */
  String className() {
    return className;
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
