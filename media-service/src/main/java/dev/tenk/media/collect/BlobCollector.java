package dev.tenk.media.collect;

import dev.tenk.media.medium.MediumBlobs;
import dev.tenk.media.medium.MediumRegistry;
import dev.tenk.platform.blob.BlobStore;
import dev.tenk.platform.id.ShardedId;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
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

  /** Longer than it takes to look at all rows. */
  private static final Duration KEPT = Duration.ofDays(60);

  private final CollectConfig config;
  private final MediumRegistry media;
  private final MediumBlobs mediumBlobs;
  private final BlobStore blobs;
  private final OrphanedBytes orphans;
  private final Findings findings;
  private final InstantSource clock;

  BlobCollector(
      CollectConfig config,
      MediumRegistry media,
      MediumBlobs mediumBlobs,
      BlobStore blobs,
      OrphanedBytes orphans,
      Findings findings,
      InstantSource clock) {
    this.config = config;
    this.media = media;
    this.mediumBlobs = mediumBlobs;
    this.blobs = blobs;
    this.orphans = orphans;
    this.findings = findings;
    this.clock = clock;
  }

  @Scheduled(
      every = "{tenk.collect.every}",
      delayed = "{tenk.collect.every}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void onSchedule() throws IOException {
    int collected = collectEnded();
    int orphaned = collectOrphans();
    findings.forget(clock.instant().minus(KEPT));
    int staged = blobs.deleteStaged(clock.instant().minus(config.grace()));
    if (collected + orphaned + staged > 0) {
      LOG.infof(
          "collected the bytes of %d media, %d orphans, %d staged files",
          collected, orphaned, staged);
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

  /** Bytes without a row that were told of before and still have none; answers how many. */
  int collectOrphans() throws IOException {
    int deleted = 0;
    for (ShardedId orphan : orphans.toDelete()) {
      if (!media.exists(orphan)) {
        mediumBlobs.tryDelete(orphan);
        findings.deleted(orphan, clock.instant());
        deleted++;
      }
    }
    return deleted;
  }
}
