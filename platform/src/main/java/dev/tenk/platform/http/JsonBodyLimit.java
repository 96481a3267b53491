package dev.tenk.platform.http;

import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Refuses JSON bodies over {@link HttpLimits#maxJsonBody()}: by their announced length, else while
 * they are read.
 *
 * <p>Uploads have limits of their own, where they are streamed.
 */
@Provider
public final class JsonBodyLimit implements ContainerRequestFilter {

  // filters are made while the application is built, when there is no run-time configuration yet
  private final Instance<HttpLimits> limits;

  JsonBodyLimit(Instance<HttpLimits> limits) {
    this.limits = limits;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    MediaType type = request.getMediaType();
    if (type == null || !type.getSubtype().endsWith("json")) {
      return;
    }
    long maxBytes = limits.get().maxJsonBody().asLongValue();
    if (request.getLength() > maxBytes) {
      throw tooLarge(maxBytes);
    }
    request.setEntityStream(new Limited(request.getEntityStream(), maxBytes));
  }

  /** 413 that names the limit. */
  public static ProblemException tooLarge(long maxBytes) {
    return ProblemException.of(
        413, "content-too-large", "The body may have at most " + maxBytes + " bytes.");
  }

  private static final class Limited extends FilterInputStream {

    private final long maxBytes;
    private long left;

    Limited(InputStream in, long maxBytes) {
      super(in);
      this.maxBytes = maxBytes;
      this.left = maxBytes;
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      if (read >= 0) {
        count(1);
      }
      return read;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = super.read(bytes, offset, length);
      if (read > 0) {
        count(read);
      }
      return read;
    }

    private void count(int read) {
      left -= read;
      if (left < 0) {
        throw tooLarge(maxBytes);
      }
    }
  }
}
