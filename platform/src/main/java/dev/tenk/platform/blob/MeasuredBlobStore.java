package dev.tenk.platform.blob;

import dev.tenk.platform.trace.Step;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Times the calls of requests and jobs to another store: {@code tenk.blob.calls} by operation and
 * outcome. Staging waits for the client's bytes, so its time is not the store's alone.
 */
final class MeasuredBlobStore implements BlobStore, AutoCloseable {

  private final BlobStore store;
  private final MeterRegistry metrics;

  MeasuredBlobStore(BlobStore store, MeterRegistry metrics) {
    this.store = store;
    this.metrics = metrics;
  }

  @Override
  public StagedBlob stage(InputStream source, long maxBytes) throws IOException {
    return timed("stage", () -> store.stage(source, maxBytes));
  }

  @Override
  public void put(BlobKey key, byte[] bytes) throws IOException {
    timed(
        "put",
        () -> {
          store.put(key, bytes);
          return key;
        });
  }

  @Override
  public Optional<Blob> find(BlobKey key) throws IOException {
    return timed("find", () -> store.find(key));
  }

  @Override
  public boolean isOfFiles() {
    return store.isOfFiles();
  }

  @Override
  public Optional<PresignedPut> presignPut(BlobKey key, long bytes, Duration life) {
    return store.presignPut(key, bytes, life);
  }

  @Override
  public void delete(BlobKey key) throws IOException {
    timed(
        "delete",
        () -> {
          store.delete(key);
          return key;
        });
  }

  @Override
  public void deleteGroup(String collection, String group) throws IOException {
    timed(
        "delete",
        () -> {
          store.deleteGroup(collection, group);
          return group;
        });
  }

  @Override
  public void forEachGroup(String collection, Consumer<BlobGroup> visitor) throws IOException {
    store.forEachGroup(collection, visitor);
  }

  @Override
  public int deleteStaged(Instant before) throws IOException {
    return store.deleteStaged(before);
  }

  @Override
  public void close() throws Exception {
    if (store instanceof AutoCloseable open) {
      open.close();
    }
  }

  /** What a store does for an answer. */
  private interface Call<T> {
    T run() throws IOException;
  }

  private <T> T timed(String operation, Call<T> call) throws IOException {
    long began = System.nanoTime();
    String outcome = "failed";
    try (Step _ = Step.begin("blob " + operation)) {
      T answer = call.run();
      outcome = "done";
      return answer;
    } finally {
      Timer timer = metrics.timer("tenk.blob.calls", "operation", operation, "outcome", outcome);
      timer.record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
    }
  }
}
