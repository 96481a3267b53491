package dev.tenk.media.collect;

import dev.tenk.media.medium.MediumBlobs;
import dev.tenk.media.medium.MediumRegistry;
import dev.tenk.platform.blob.BlobStore;
import dev.tenk.platform.blob.BlobStore.BlobGroup;
import dev.tenk.platform.id.ShardedId;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Finds bytes without a row, and tells of them before anything is done to them: a store that was
 * pointed at the wrong database would look like nothing but orphans. {@code tenk.collect.orphans}
 * is how many the last look found. Used by one thread at a time; blocking.
 */
@Singleton
class OrphanedBytes {

  private static final Logger LOG = Logger.getLogger(OrphanedBytes.class);

  /** Told of, and remembered, at a look; others follow with the next ones. */
  private static final int MAX = 1_000;

  private static final int NAMED = 20;

  private final CollectConfig config;
  private final MediumRegistry media;
  private final BlobStore blobs;
  private final Findings findings;
  private final InstantSource clock;

  private Set<ShardedId> toldOf = Set.of();

  OrphanedBytes(
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
    Gauge.builder("tenk.collect.orphans", this, found -> found.toldOf.size()).register(metrics);
  }

  /** Those that this look finds and the one before has told of; none where they are to stay. */
  List<ShardedId> toDelete() throws IOException {
    Instant before = clock.instant().minus(config.grace());
    Set<ShardedId> found = new HashSet<>();
    blobs.forEachGroup(
        MediumBlobs.COLLECTION,
        group -> {
          if (found.size() < MAX && group.modifiedAt().isBefore(before)) {
            orphan(group, found);
          }
        });
    Set<ShardedId> known = toldOf;
    toldOf = found;
    findings.seen(Finding.Kind.BYTES_WITHOUT_MEDIUM, found, clock.instant());
    tell(found.stream().filter(orphan -> !known.contains(orphan)).toList());
    return switch (config.orphans()) {
      case REPORT -> List.of();
      case DELETE -> found.stream().filter(known::contains).toList();
    };
  }

  private void orphan(BlobGroup group, Set<ShardedId> found) {
    ShardedId.parse(group.name()).filter(id -> !media.exists(id)).ifPresent(found::add);
  }

  private static void tell(List<ShardedId> orphans) {
    if (!orphans.isEmpty()) {
      LOG.warnf(
          "bytes without a medium count=%d first=%s",
          orphans.size(), orphans.subList(0, Math.min(NAMED, orphans.size())));
    }
  }
}
