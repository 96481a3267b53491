package dev.tenk.worker.vips;

import static dev.tenk.worker.vips.VipsFunction.VIPS_AREA_FREE_CB;
import static dev.tenk.worker.vips.VipsFunction.VIPS_AREA_UNREF;
import static dev.tenk.worker.vips.VipsFunction.VIPS_BLOB_NEW;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * An encoded picture in native memory.
 *
 * <p>libvips counts who uses it and frees it with the last reference, so that a lazy image may
 * outlive this object without reading freed memory.
 */
public final class VipsBlob implements AutoCloseable {

  private static final int CHUNK_BYTES = 64 * 1024;

  private final VipsFunctions vips;
  private final long blob;
  private final long address;
  private final long bytes;

  private VipsBlob(VipsFunctions vips, long address, long bytes) {
    this.vips = vips;
    this.address = address;
    this.bytes = bytes;
    this.blob = vips.call(VIPS_BLOB_NEW, vips.addressOf(VIPS_AREA_FREE_CB), address, bytes);
  }

  /** Reads exactly so many bytes; blocks as the stream does. */
  static VipsBlob read(VipsFunctions vips, InputStream in, long bytes) throws IOException {
    long address = vips.allocate(Math.max(1, bytes));
    try {
      byte[] chunk = new byte[CHUNK_BYTES];
      long filled = 0;
      while (filled < bytes) {
        int read = in.read(chunk, 0, (int) Math.min(chunk.length, bytes - filled));
        if (read < 0) {
          throw new EOFException("the stream ended after " + filled + " of " + bytes + " bytes");
        }
        vips.write(address + filled, chunk, read);
        filled += read;
      }
    } catch (IOException | RuntimeException e) {
      vips.free(address);
      throw e;
    }
    return new VipsBlob(vips, address, bytes);
  }

  /** Length of the encoded picture. */
  public long bytes() {
    return bytes;
  }

  /** A copy of its first bytes, at most so many. */
  public byte[] head(int most) {
    return vips.copyOf(new VipsFunctions.Bytes(address, Math.min(most, bytes)));
  }

  long address() {
    return address;
  }

  long pointer() {
    return blob;
  }

  @Override
  public void close() {
    vips.call(VIPS_AREA_UNREF, blob);
  }
}
