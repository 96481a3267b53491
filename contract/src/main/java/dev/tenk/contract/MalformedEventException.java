package dev.tenk.contract;

/** The bytes are not an event that this version reads; sending them again does not help. */
public final class MalformedEventException extends Exception {

  private static final long serialVersionUID = 1L;

  MalformedEventException(String message) {
    super(message);
  }

  MalformedEventException(String message, Throwable cause) {
    super(message, cause);
  }
}
