package dev.tenk.worker.image;

/** File formats of variants. */
public enum OutputFormat {
  /** Of an animation, all of it; other formats show the first frame. */
  WEBP("webp"),
  /** What every client reads. */
  JPEG("jpg"),
  AVIF("avif"),
  /** Made of pictures of few colours alone, and kept where it is the smallest. */
  PNG("png");

  private final String extension;

  OutputFormat(String extension) {
    this.extension = extension;
  }

  /** Ending of file names and name of the format in messages. */
  public String extension() {
    return extension;
  }

  boolean isAnimated() {
    return this == WEBP;
  }
}
