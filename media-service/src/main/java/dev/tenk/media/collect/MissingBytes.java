package dev.tenk.media.collect;

import dev.tenk.media.medium.MediumBlobs;
import dev.tenk.media.medium.MediumRegistry;
import dev.tenk.platform.blob.BlobStore;
import dev.tenk.platform.id.ShardedId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Looks for media whose original is not in the store, a few buckets at a time: after a disaster, or
 * where somebody deleted too much. Nothing is done to them, since only people know whether the
 * bytes can be had again; {@code tenk.collect.missing} counts them.
 *
 * <p>Which buckets follows from the time: all pods look at the same ones, and none has to remember.
 */
@Singleton
public class MissingBytes {

  private static final Logger LOG = Logger.getLogger(MissingBytes.class);
  private static final int BUCKETS = 4096;
  private static final int BATCH = 200;

  private final CollectConfig config;
  private final MediumRegistry media;
  private final BlobStore blobs;
  private final Findings findings;
  private final InstantSource clock;
  private final Counter missing;

  MissingBytes(
      CollectConfig config,
      MediumRegistry media,
      BlobStore blobs,
      Findings findings,
      InstantSource clock,
      MeterRegistry metrics) {
    this.config = config;
    this.media = media;
    this.blobs = blobs;
    this.findings = findings;
    this.clock = clock;
    this.missing = metrics.counter("tenk.collect.missing");
  }

  @Scheduled(
      every = "{tenk.collect.verify-every}",
      delayed = "{tenk.collect.verify-every}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void onSchedule() throws IOException {
    long look = clock.millis() / config.verifyEvery().toMillis();
    for (int i = 0; i < config.verifyBuckets(); i++) {
      verify((short) Math.floorMod(look * config.verifyBuckets() + i, (long) BUCKETS));
    }
  }

  /** Looks at the media of a bucket; answers how many have no original. */
  int verify(short bucket) throws IOException {
    Instant before = clock.instant().minus(config.grace());
    int found = 0;
    Optional<ShardedId> after = Optional.empty();
    List<ShardedId> batch = media.listKept(bucket, after, BATCH);
    while (!batch.isEmpty()) {
      for (ShardedId id : batch) {
        if (blobs.find(MediumBlobs.original(id)).isEmpty() && media.isKept(id, before)) {
          found++;
          missing.increment();
          findings.seen(Finding.Kind.MEDIUM_WITHOUT_BYTES, List.of(id), clock.instant());
          LOG.warnf("a medium has no original medium=%s", id);
        }
      }
      after = Optional.of(batch.getLast());
      batch = media.listKept(bucket, after, BATCH);
    }
    return found;
  }
}
