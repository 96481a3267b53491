package dev.tenk.platform.database;

/** Code that runs in a {@link ReadOnly} scope tried to write or to lock; nothing was sent. */
public final class ReadOnlyScopeException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Names the statement, whose parameters it does not hold. */
  public ReadOnlyScopeException(String sql) {
    super("a @ReadOnly scope may not write or lock; it tried: " + sql);
  }
}
