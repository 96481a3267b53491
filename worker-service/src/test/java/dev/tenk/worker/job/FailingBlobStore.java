package dev.tenk.worker.job;

import dev.tenk.platform.blob.Blob;
import dev.tenk.platform.blob.BlobConfig;
import dev.tenk.platform.blob.BlobKey;
import dev.tenk.platform.blob.BlobStore;
import dev.tenk.platform.blob.DirectoryBlobStore;
import dev.tenk.platform.blob.StagedBlob;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** The blob store, which can be made to fail for the next few look-ups. */
@Alternative
@Priority(1)
@Singleton
public class FailingBlobStore implements BlobStore {

  private final BlobStore blobs;
  private final AtomicInteger failures = new AtomicInteger();
  private final Set<BlobKey> broken = ConcurrentHashMap.newKeySet();

  FailingBlobStore(BlobConfig config) throws IOException {
    blobs = new DirectoryBlobStore(config.directory().orElseThrow());
  }

  void failNext(int times) {
    failures.set(times);
  }

  /** Fails as no store should, whenever this blob is looked for. */
  void breakOn(BlobKey key) {
    broken.add(key);
  }

  @Override
  public Optional<Blob> find(BlobKey key) throws IOException {
    if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw new IOException("the store does not answer");
    }
    if (broken.contains(key)) {
      throw new IllegalStateException("a fault of ours");
    }
    return blobs.find(key);
  }

  @Override
  public StagedBlob stage(InputStream source, long maxBytes) throws IOException {
    return blobs.stage(source, maxBytes);
  }

  @Override
  public void put(BlobKey key, byte[] bytes) throws IOException {
    blobs.put(key, bytes);
  }

  @Override
  public void delete(BlobKey key) throws IOException {
    blobs.delete(key);
  }

  @Override
  public void deleteGroup(String collection, String group) throws IOException {
    blobs.deleteGroup(collection, group);
  }

  @Override
  public void forEachGroup(String collection, Consumer<BlobGroup> visitor) throws IOException {
    blobs.forEachGroup(collection, visitor);
  }

  @Override
  public int deleteStaged(Instant before) throws IOException {
    return blobs.deleteStaged(before);
  }
}
