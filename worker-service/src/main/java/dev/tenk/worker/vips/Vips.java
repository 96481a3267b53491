package dev.tenk.worker.vips;

import static dev.tenk.worker.vips.VipsFunction.VIPS_CACHE_SET_MAX;
import static dev.tenk.worker.vips.VipsFunction.VIPS_CONCURRENCY_SET;
import static dev.tenk.worker.vips.VipsFunction.VIPS_INIT;
import static dev.tenk.worker.vips.VipsFunction.VIPS_OPERATION_BLOCK_SET;
import static dev.tenk.worker.vips.VipsFunction.VIPS_TRACKED_GET_MEM;
import static dev.tenk.worker.vips.VipsFunction.VIPS_VERSION;

import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

/**
 * libvips, started and made safe: no loader is open that was not permitted, nothing is cached
 * between pictures, and one picture uses one thread, because parallelism comes from the pictures.
 * Warnings about strangers' pictures are not printed. Thread-safe.
 */
public final class Vips {

  private static final int OLDEST_MAJOR = 8;
  private static final int OLDEST_MINOR = 15;

  /** Longest side of any image, for headers that lie; {@code tenk.worker.image} bounds the rest. */
  private static final String MOST_COORDINATE = "131072";

  private final VipsFunctions vips;

  /**
   * Starts the library; again in the same process is harmless.
   *
   * @throws UnsatisfiedLinkError when it is too old or does not start
   */
  Vips(VipsFunctions vips) {
    this.vips = vips;
    vips.setEnvironment("VIPS_MAX_COORD", MOST_COORDINATE);
    vips.setEnvironment("VIPS_WARNING", "off");
    if ((int) vips.call(VIPS_INIT, "tenk", 0) != 0) {
      throw new UnsatisfiedLinkError("libvips does not start: " + vips.failure().getMessage());
    }
    if (version(0) != OLDEST_MAJOR || version(1) < OLDEST_MINOR) {
      throw new UnsatisfiedLinkError("libvips " + version() + " is too old: 8.15 is needed");
    }
    vips.call(VIPS_CACHE_SET_MAX, 0);
    vips.call(VIPS_CONCURRENCY_SET, 1);
    permit(Set.of());
  }

  /** Opens these loaders, for the whole process, and blocks all others. */
  public void permit(Set<VipsLoader> loaders) {
    vips.call(VIPS_OPERATION_BLOCK_SET, VipsLoader.ALL, 1);
    for (VipsLoader loader : loaders) {
      vips.call(VIPS_OPERATION_BLOCK_SET, loader.className(), 0);
    }
  }

  /** For instance {@code 8.18.7}. */
  public String version() {
    return version(0) + "." + version(1) + "." + version(2);
  }

  /** Native memory that images hold at this moment. */
  public long trackedBytes() {
    return vips.call(VIPS_TRACKED_GET_MEM);
  }

  /** Reads an encoded picture of a known length into native memory; blocks as the stream does. */
  public VipsBlob read(InputStream in, long bytes) throws IOException {
    return VipsBlob.read(vips, in, bytes);
  }

  /** A scope for one job. */
  public VipsScope scope() {
    return new VipsScope(vips);
  }

  private int version(int part) {
    return (int) vips.call(VIPS_VERSION, part);
  }
}
