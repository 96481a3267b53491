package dev.tenk.worker.vips;

/** libvips could not read or make a picture; the message is the library's own. */
public final class VipsException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  VipsException(String message) {
    super(message);
  }
}
