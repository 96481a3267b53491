package dev.tenk.worker.image;

/** File formats of variants. */
public enum OutputFormat {
  WEBP("webp"),
  JPEG("jpg");

  private final String extension;

  OutputFormat(String extension) {
    this.extension = extension;
  }

  /** Ending of file names and name of the format in messages. */
  public String extension() {
    return extension;
  }
}
