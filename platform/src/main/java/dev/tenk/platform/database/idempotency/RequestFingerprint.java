package dev.tenk.platform.database.idempotency;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/**
 * Tells one request from another by method, path and body: SHA-256. A stream is read as the method
 * reads it, not before.
 */
final class RequestFingerprint {

  private final MessageDigest digest = sha256();
  private final ObjectMapper json;
  private final Runnable alive;
  private @Nullable InputStream stream;

  /**
   * For one request.
   *
   * @param alive called while a body arrives, often
   */
  RequestFingerprint(String methodAndPath, ObjectMapper json, Runnable alive) {
    this.json = json;
    this.alive = alive;
    digest.update(methodAndPath.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
  }

  /** Takes the bodies among the parameters; what it answers is to be read in their place. */
  @Nullable Object[] read(@Nullable Object[] parameters) throws IOException {
    @Nullable Object[] read = parameters.clone();
    for (int i = 0; i < read.length; i++) {
      switch (read[i]) {
        case InputStream body -> {
          stream = new Digested(body);
          read[i] = stream;
        }
        case FileUpload file -> {
          try (InputStream content = new Digested(Files.newInputStream(file.uploadedFile()))) {
            content.transferTo(OutputStream.nullOutputStream());
          }
        }
        case Record body -> digest.update(json.writeValueAsBytes(body));
        case null, default -> {}
      }
    }
    return read;
  }

  /** The fingerprint, after what nobody read is read. */
  String end() throws IOException {
    InputStream left = stream;
    if (left != null) {
      left.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private final class Digested extends FilterInputStream {

    Digested(InputStream body) {
      super(body);
    }

    @Override
    public int read() throws IOException {
      int value = super.read();
      if (value >= 0) {
        digest.update((byte) value);
      }
      return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int count = super.read(buffer, offset, length);
      if (count > 0) {
        digest.update(buffer, offset, count);
      }
      alive.run();
      return count;
    }

    @Override
    public long skip(long count) throws IOException {
      return readNBytes((int) Math.min(count, 8192)).length;
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }
}
