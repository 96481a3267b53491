package dev.tenk.platform.blob;

import java.io.IOException;

/** The store itself failed, for instance because it is full; the source was fine. */
public final class BlobStoreException extends IOException {

  private static final long serialVersionUID = 1L;

  /** Fails for this. */
  public BlobStoreException(Throwable cause) {
    super("the blob store fails", cause);
  }
}
