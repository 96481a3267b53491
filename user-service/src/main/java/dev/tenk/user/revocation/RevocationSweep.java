package dev.tenk.user.revocation;

import dev.tenk.platform.id.ShardedId;
import dev.tenk.platform.revocation.HeldRevocations;
import dev.tenk.platform.revocation.Revocation;
import dev.tenk.platform.revocation.RevocationConfig;
import dev.tenk.platform.revocation.RevocationFollower;
import dev.tenk.platform.revocation.RevocationLog;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Keeps Redis and this pod at what PostgreSQL has: every second it holds the latest revocations and
 * adds those that Redis has not told of, because a pod died before it could, or Redis was away. A
 * Redis that came back empty gets all that still matter; after any other gap it gets those of the
 * gap again, which it may have lost.
 */
@Singleton
class RevocationSweep {

  private static final Logger LOG = Logger.getLogger(RevocationSweep.class);

  /** Longer than a transaction may take: a revocation is decided before it is committed. */
  private static final Duration OVERLAP = Duration.ofSeconds(30);

  private static final int SLICES = 16;
  private static final int SLICE = ShardedId.BUCKETS / SLICES;

  private final RevocationRecords records;
  private final HeldRevocations held;
  private final RevocationFollower follower;
  private final RevocationLog log;
  private final RevocationConfig config;
  private final InstantSource clock;

  private int linksSeen;
  private Instant sweptAt = Instant.EPOCH;
  private int slice;

  RevocationSweep(
      RevocationRecords records,
      HeldRevocations held,
      RevocationFollower follower,
      RevocationLog log,
      RevocationConfig config,
      InstantSource clock) {
    this.records = records;
    this.held = held;
    this.follower = follower;
    this.log = log;
    this.config = config;
    this.clock = clock;
  }

  @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void sweep() {
    Instant now = clock.instant();
    Instant oldest = later(sweptAt.minus(OVERLAP), now.minus(config.keep()));
    List<Revocation> recent;
    try {
      recent = records.since(oldest);
    } catch (RuntimeException e) {
      LOG.warnf("revocations cannot be read from PostgreSQL: %s", e.getMessage());
      return;
    }
    recent.forEach(held::hold);
    held.markLoaded();
    if (!follower.isLinked()) {
      return; // and the next sweep looks back to the last that was complete
    }
    try {
      spread(recent);
      sweptAt = now;
    } catch (RuntimeException e) {
      LOG.debugf("Redis cannot be told of revocations: %s", e.getMessage());
    }
  }

  private void spread(List<Revocation> recent) {
    int links = follower.links();
    if (!log.exists()) {
      List<Revocation> all = records.since(clock.instant().minus(config.keep()));
      log.fill(all);
      LOG.infof("refilled Redis with revocations count=%d", all.size());
    } else if (links == linksSeen) {
      log.add(recent.stream().filter(revocation -> !follower.hasSeen(revocation)).toList());
    } else {
      log.add(recent);
    }
    linksSeen = links;
  }

  /** Deletes what has expired, a slice of the buckets at a time. */
  @Scheduled(every = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void purge() {
    int first = slice * SLICE;
    records.deleteBefore(
        clock.instant().minus(config.keep().multipliedBy(2)), first, first + SLICE - 1);
    slice = (slice + 1) % SLICES;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
