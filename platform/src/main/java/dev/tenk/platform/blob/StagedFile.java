package dev.tenk.platform.blob;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Bytes in a file of the staging folder. */
final class StagedFile implements StagedBlob {

  private static final Logger LOG = Logger.getLogger(StagedFile.class);
  private static final int BUFFER_BYTES = 64 * 1024;

  private final DirectoryBlobStore blobStore;
  private final Path file;
  private final long bytes;
  private final String sha256;

  private StagedFile(DirectoryBlobStore blobStore, Path file, long bytes, String sha256) {
    this.blobStore = blobStore;
    this.file = file;
    this.bytes = bytes;
    this.sha256 = sha256;
  }

  static StagedFile receive(
      DirectoryBlobStore blobStore, Path staging, InputStream source, long maxBytes)
      throws IOException {
    Path file = staging.resolve(UUID.randomUUID().toString());
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
      return new StagedFile(blobStore, file, bytes, HexFormat.of().formatHex(digest.digest()));
    } finally {
      if (!whole) {
        Files.deleteIfExists(file);
      }
    }
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

  @Override
  public long bytes() {
    return bytes;
  }

  @Override
  public String sha256() {
    return sha256;
  }

  @Override
  public Path file() {
    return file;
  }

  @Override
  public void store(BlobKey key) throws BlobStoreException {
    try {
      moveDurably(key);
    } catch (IOException e) {
      throw new BlobStoreException(e);
    }
  }

  private void moveDurably(BlobKey key) throws IOException {
    sync(file, StandardOpenOption.WRITE);
    Path target = blobStore.file(key);
    Path folder = blobStore.folder(key.collection(), key.group());
    Files.createDirectories(folder);
    try {
      move(target);
    } catch (NoSuchFileException e) {
      // the group was deleted between the two lines above
      Files.createDirectories(folder);
      move(target);
    }
    sync(folder, StandardOpenOption.READ);
    sync(blobStore.fan(key.collection(), key.group()), StandardOpenOption.READ);
  }

  private void move(Path target) throws IOException {
    Files.move(file, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void sync(Path path, StandardOpenOption access) throws IOException {
    try (FileChannel channel = FileChannel.open(path, access)) {
      channel.force(true);
    }
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.warn("staged bytes stay until they are collected", e);
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
