package dev.tenk.platform.blob;

import java.nio.file.Path;

/**
 * Bytes that have arrived whole but have no key yet. Gone at {@link #close()} unless stored before.
 * Not thread-safe.
 */
public interface StagedBlob extends AutoCloseable {

  /** Length in bytes. */
  long bytes();

  /** SHA-256 of the bytes, 64 lower-case hexadecimal digits. */
  String sha256();

  /** The local file that holds the bytes until they are stored, for looking into them. */
  Path file();

  /**
   * Makes the bytes durable under the key; a blob that is there already is replaced by the same
   * content.
   */
  void store(BlobKey key) throws BlobStoreException;

  @Override
  void close();
}
