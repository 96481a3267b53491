package dev.tenk.worker.vips;

/** The work was cancelled from another thread, by {@link VipsScope#cancel()}. */
public final class VipsCancelledException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  VipsCancelledException() {
    super("the work was cancelled");
  }
}
