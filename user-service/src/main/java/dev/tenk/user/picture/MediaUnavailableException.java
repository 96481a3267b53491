package dev.tenk.user.picture;

/** media-service does not answer, or not as it should. */
final class MediaUnavailableException extends Exception {

  private static final long serialVersionUID = 1L;

  MediaUnavailableException(String message) {
    super(message);
  }
}
