package dev.tenk.platform.token;

/** The token proves nothing. The message is for the log at debug level, never for the caller. */
public final class InvalidTokenException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With what is wrong. */
  public InvalidTokenException(String message) {
    super(message, null, false, false);
  }
}
