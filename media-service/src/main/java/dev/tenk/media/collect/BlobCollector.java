package dev.tenk.media.collect;

import dev.tenk.media.medium.MediumBlobs;
import dev.tenk.media.medium.MediumRegistry;
import dev.tenk.platform.blob.BlobStore;
import dev.tenk.platform.blob.BlobStore.BlobGroup;
import dev.tenk.platform.id.ShardedId;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Deletes bytes that nobody needs: of failed and deleted media, of uploads that died before their
 * row, and staged ones of processes that ended. Every step may be repeated, so pods need not agree
 * on who collects.
 */
@ApplicationScoped
public class BlobCollector {

  private static final Logger LOG = Logger.getLogger(BlobCollector.class);
  private static final int BATCH = 100;

  private final CollectConfig config;
  private final MediumRegistry media;
  private final MediumBlobs mediumBlobs;
  private final BlobStore blobs;
  private final InstantSource clock;

  BlobCollector(
      CollectConfig config,
      MediumRegistry media,
      MediumBlobs mediumBlobs,
      BlobStore blobs,
      InstantSource clock) {
    this.config = config;
    this.media = media;
    this.mediumBlobs = mediumBlobs;
    this.blobs = blobs;
    this.clock = clock;
  }

  @Scheduled(
      every = "{tenk.collect.every}",
      delayed = "{tenk.collect.every}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void onSchedule() throws IOException {
    int collected = collectEnded();
    int orphans = collectOrphans();
    int staged = blobs.deleteStaged(clock.instant().minus(config.grace()));
    if (collected + orphans + staged > 0) {
      LOG.infof(
          "collected the bytes of %d media, %d orphans, %d staged files",
          collected, orphans, staged);
    }
  }

  /** Bytes of failed and deleted media; answers how many media. */
  int collectEnded() throws IOException {
    int collected = 0;
    Instant before = clock.instant().minus(config.grace());
    for (List<ShardedId> batch = media.listToCollect(before, BATCH);
        !batch.isEmpty();
        batch = media.listToCollect(before, BATCH)) {
      for (ShardedId id : batch) {
        mediumBlobs.delete(id);
        media.collected(id);
        collected++;
      }
    }
    return collected;
  }

  /** Groups without a row, older than the grace; answers how many. */
  int collectOrphans() throws IOException {
    Instant before = clock.instant().minus(config.grace());
    int[] orphans = {0};
    blobs.forEachGroup(
        MediumBlobs.COLLECTION,
        group -> {
          if (isOrphan(group, before)) {
            ShardedId.parse(group.name()).ifPresent(mediumBlobs::tryDelete);
            orphans[0]++;
          }
        });
    return orphans[0];
  }

  private boolean isOrphan(BlobGroup group, Instant before) {
    return group.modifiedAt().isBefore(before)
        && ShardedId.parse(group.name()).filter(id -> !media.exists(id)).isPresent();
  }
}
