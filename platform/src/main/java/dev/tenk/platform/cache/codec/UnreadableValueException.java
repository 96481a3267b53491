package dev.tenk.platform.cache.codec;

/** Bytes that are not what was written: treated as if there were none. */
public final class UnreadableValueException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Says what is wrong. */
  public UnreadableValueException(String message) {
    super(message);
  }

  /** With the exception by which it was noticed. */
  public UnreadableValueException(Throwable cause) {
    super(cause);
  }
}
