package dev.tenk.platform.cache;

/** A value could not be loaded, and there is no older one to give out. */
public final class LoadFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  LoadFailedException(String cache, Throwable cause) {
    super("cache " + cache + ": the load failed", cause, false, true);
  }
}
