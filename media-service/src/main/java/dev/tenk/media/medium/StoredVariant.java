package dev.tenk.media.medium;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * A variant as the row keeps it.
 *
 * @param name the preset
 * @param format extension: {@code webp}, {@code jpg}, {@code png} or {@code avif}
 * @param width pixels
 * @param height pixels
 * @param bytes length in bytes
 * @param blobKey where its bytes lie, named by their content
 */
@RegisterForReflection
public record StoredVariant(
    String name, String format, int width, int height, long bytes, String blobKey) {

  private static final int VERSION_DIGITS = 16;
  private static final int BYTES = 200;

  /** The name and the format: where the variant is found, whatever its bytes are by now. */
  public String plainSegment() {
    return name + "." + format;
  }

  /** The same with the version: where these bytes are found, and no others ever. */
  public String versionedSegment() {
    return name + "." + version() + "." + format;
  }

  /** The media type of the format. */
  public String contentType() {
    return format.equals("jpg") ? "image/jpeg" : "image/" + format;
  }

  /** What tells these bytes from others of this variant: the first digits of their hash. */
  public String version() {
    String tag = tag();
    return tag.substring(0, Math.min(VERSION_DIGITS, tag.length()));
  }

  /** The hash of the bytes, by which the store names them. */
  public String tag() {
    String file = blobKey.substring(blobKey.lastIndexOf('/') + 1);
    int dot = file.indexOf('.');
    return dot < 0 ? file : file.substring(0, dot);
  }

  /** Bytes in memory, roughly. */
  int weight() {
    return BYTES + blobKey.length();
  }
}
