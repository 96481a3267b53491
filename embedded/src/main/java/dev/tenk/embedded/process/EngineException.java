package dev.tenk.embedded.process;

/**
 * An engine or service process that cannot be started or used; the message is meant for the
 * terminal.
 */
public final class EngineException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public EngineException(String message) {
    super(message);
  }

  public EngineException(String message, Throwable cause) {
    super(message, cause);
  }
}
