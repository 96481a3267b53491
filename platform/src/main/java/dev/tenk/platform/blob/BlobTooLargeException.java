package dev.tenk.platform.blob;

import java.io.IOException;

/** The source gave more bytes than were allowed; nothing of it was kept. */
public final class BlobTooLargeException extends IOException {

  private static final long serialVersionUID = 1L;

  private final long maxBytes;

  BlobTooLargeException(long maxBytes) {
    super("more than " + maxBytes + " bytes");
    this.maxBytes = maxBytes;
  }

  /** The bound. */
  public long maxBytes() {
    return maxBytes;
  }
}
