package dev.tenk.worker.vips;

import java.util.Optional;

/** The library for tests, which is started once. */
public final class TestVips {

  private static final Vips VIPS = VipsLibrary.open(Optional.empty());

  private TestVips() {}

  public static Vips get() {
    return VIPS;
  }
}
