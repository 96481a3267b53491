package dev.tenk.bench;

/** The command line says something that the benchmark does not understand. */
public final class WrongOptionException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** One line that says what would be right. */
  public WrongOptionException(String message) {
    super(message);
  }
}
