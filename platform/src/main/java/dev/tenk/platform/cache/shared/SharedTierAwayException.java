package dev.tenk.platform.cache.shared;

/** The shared tier is not asked at the moment. Always the same one, without a stack trace. */
public final class SharedTierAwayException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  static final SharedTierAwayException INSTANCE = new SharedTierAwayException();

  private SharedTierAwayException() {
    super("the shared tier is not asked at the moment", null, false, false);
  }
}
