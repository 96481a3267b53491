package dev.tenk.media.medium;

import dev.tenk.platform.blob.BlobKey;
import dev.tenk.platform.blob.BlobStore;
import dev.tenk.platform.id.ShardedId;
import jakarta.inject.Singleton;
import java.io.IOException;
import org.jboss.logging.Logger;

/** Where the bytes of a medium lie: all of them in one group, so that they go together. */
@Singleton
public final class MediumBlobs {

  /** The collection in the blob store. */
  public static final String COLLECTION = "media";

  private static final Logger LOG = Logger.getLogger(MediumBlobs.class);

  private final BlobStore blobs;

  MediumBlobs(BlobStore blobs) {
    this.blobs = blobs;
  }

  /** The key of the bytes as they were uploaded. */
  public static BlobKey original(ShardedId id) {
    return new BlobKey(COLLECTION, id.toString(), "original");
  }

  /** Deletes all bytes of the medium. Blocking. */
  public void delete(ShardedId id) throws IOException {
    blobs.deleteGroup(COLLECTION, id.toString());
  }

  /**
   * Deletes all bytes of the medium now if it can be done; else the collector does it later.
   * Blocking.
   */
  public void tryDelete(ShardedId id) {
    try {
      delete(id);
    } catch (IOException e) {
      LOG.warnf("the bytes of %s stay until they are collected: %s", id, e.getMessage());
    }
  }
}
