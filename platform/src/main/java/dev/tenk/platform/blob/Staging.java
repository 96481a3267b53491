package dev.tenk.platform.blob;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;

/**
 * A directory of this machine in which bytes wait, whole and hashed, until a store takes them.
 * Thread-safe; blocking.
 */
public final class Staging {

  /** How a store takes a staged file, which it may move away. */
  @FunctionalInterface
  public interface Placement {

    /** Makes the file's bytes durable under the key. */
    void place(Path file, BlobKey key) throws IOException;
  }

  private static final int BUFFER_BYTES = 64 * 1024;

  private final Path directory;

  /** Stages in this directory, which is made where it is not there. */
  public Staging(Path directory) throws IOException {
    this.directory = Files.createDirectories(directory);
  }

  /**
   * Takes bytes in, with one buffer of memory.
   *
   * @param placement called when they get their key
   * @throws BlobTooLargeException when there are more than the bound; nothing is kept
   * @throws BlobStoreException when the directory takes no more
   * @throws IOException when the source fails
   */
  public StagedBlob receive(InputStream source, long maxBytes, Placement placement)
      throws IOException {
    Path file = directory.resolve(UUID.randomUUID().toString());
    boolean whole = false;
    try (FileChannel out =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      MessageDigest digest = sha256Digest();
      byte[] buffer = new byte[BUFFER_BYTES];
      long bytes = 0;
      for (int read = source.read(buffer); read >= 0; read = source.read(buffer)) {
        bytes += read;
        if (bytes > maxBytes) {
          throw new BlobTooLargeException(maxBytes);
        }
        digest.update(buffer, 0, read);
        write(out, ByteBuffer.wrap(buffer, 0, read));
      }
      whole = true;
      return new StagedFile(placement, file, bytes, HexFormat.of().formatHex(digest.digest()));
    } finally {
      if (!whole) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** Deletes what was left by processes that ended before this time, and says how much it was. */
  public int deleteBefore(Instant before) throws IOException {
    int deleted = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        if (FileTimes.modifiedAt(file).filter(time -> time.isBefore(before)).isPresent()
            && Files.deleteIfExists(file)) {
          deleted++;
        }
      }
    }
    return deleted;
  }

  private static void write(FileChannel out, ByteBuffer chunk) throws BlobStoreException {
    try {
      while (chunk.hasRemaining()) {
        out.write(chunk);
      }
    } catch (IOException e) {
      throw new BlobStoreException(e);
    }
  }

  private static MessageDigest sha256Digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
