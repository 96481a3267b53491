package dev.tenk.platform.blob;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Keeps bytes that are too large for a database. All methods block: call them on virtual or pool
 * threads. Thread-safe.
 *
 * <p>A blob is visible only when it is whole and durable.
 */
public interface BlobStore {

  /**
   * Takes the bytes in, hashing them on the way, with a fixed amount of memory.
   *
   * @param maxBytes the most that is read
   * @throws BlobTooLargeException when there are more
   * @throws BlobStoreException when the store fails, for instance because it is full
   * @throws IOException when the source fails
   */
  StagedBlob stage(InputStream source, long maxBytes) throws IOException;

  /** Stores bytes that are in memory already, durable at return. */
  void put(BlobKey key, byte[] bytes) throws IOException;

  /** The blob, or nothing where there is none. */
  Optional<Blob> find(BlobKey key) throws IOException;

  /** Whether every blob is a file, which {@link Blob#file} tells. Does not block. */
  default boolean isOfFiles() {
    return false;
  }

  /**
   * A request by which a client puts exactly so many bytes under the key itself, good for so long;
   * nothing where clients cannot reach the store. Nothing that is put so is known to be sound.
   */
  default Optional<PresignedPut> presignPut(BlobKey key, long bytes, Duration life) {
    return Optional.empty();
  }

  /** Deletes a blob; it is no error that there is none. */
  void delete(BlobKey key) throws IOException;

  /** Deletes all blobs of a group; it is no error that there are none. */
  void deleteGroup(String collection, String group) throws IOException;

  /** Visits each group of a collection, in no order, with the time of its last change. */
  void forEachGroup(String collection, Consumer<BlobGroup> visitor) throws IOException;

  /** Deletes staged bytes that were left by processes that ended before this time. */
  int deleteStaged(Instant before) throws IOException;

  /**
   * Blobs that are deleted as one.
   *
   * @param name the group in {@link BlobKey}
   * @param modifiedAt when a blob was last added or deleted
   */
  record BlobGroup(String name, Instant modifiedAt) {}
}
