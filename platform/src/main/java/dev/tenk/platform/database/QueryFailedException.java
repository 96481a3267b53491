package dev.tenk.platform.database;

import java.sql.SQLException;

/** A statement failed, for the reason that is the cause. */
public final class QueryFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** For this reason. */
  public QueryFailedException(SQLException cause) {
    super(cause);
  }
}
