package dev.tenk.platform.database.migration;

/** The service and the schema do not fit together: the start stops. */
public final class SchemaMismatchException extends RuntimeException {

  private static final long serialVersionUID = 1;

  SchemaMismatchException(String message) {
    super(message);
  }
}
