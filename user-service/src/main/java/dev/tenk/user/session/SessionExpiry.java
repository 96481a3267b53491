package dev.tenk.user.session;

import dev.tenk.platform.id.ShardedId;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import org.jboss.logging.Logger;

/**
 * Deletes the records of sessions that have ended by themselves, a slice of the buckets a minute,
 * and counts those that are left.
 */
@Singleton
class SessionExpiry {

  private static final Logger LOG = Logger.getLogger(SessionExpiry.class);
  static final int SLICES = 64;
  private static final int SLICE = ShardedId.BUCKETS / SLICES;

  private final SessionRecords records;
  private final SessionConfig config;
  private final SessionMetrics metrics;
  private final InstantSource clock;
  private int slice;

  SessionExpiry(
      SessionRecords records, SessionConfig config, SessionMetrics metrics, InstantSource clock) {
    this.records = records;
    this.config = config;
    this.metrics = metrics;
    this.clock = clock;
  }

  @Scheduled(every = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void deleteSlice() {
    int first = slice * SLICE;
    int deleted =
        records.deleteExpired(first, first + SLICE - 1, clock.instant(), config.idleLifetime());
    metrics.counted(slice, records.count(first, first + SLICE - 1));
    LOG.debugf("expired sessions deleted count=%d", deleted);
    slice = (slice + 1) % SLICES;
  }
}
