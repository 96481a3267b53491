package dev.tenk.media.direct;

import dev.tenk.media.collect.CollectConfig;
import dev.tenk.platform.id.ShardedId;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Deletes announced uploads whose time is over, and bytes that were put and not completed. May run
 * in every pod.
 */
@Singleton
public class DirectUploadCollector {

  private static final Logger LOG = Logger.getLogger(DirectUploadCollector.class);
  private static final int BATCH = 100;

  private final DirectUploads announced;
  private final DirectUploadService service;
  private final CollectConfig config;
  private final InstantSource clock;

  DirectUploadCollector(
      DirectUploads announced,
      DirectUploadService service,
      CollectConfig config,
      InstantSource clock) {
    this.announced = announced;
    this.service = service;
    this.config = config;
    this.clock = clock;
  }

  @Scheduled(
      every = "{tenk.collect.every}",
      delayed = "{tenk.collect.every}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void onSchedule() throws IOException {
    int collected = collect();
    if (collected > 0) {
      LOG.infof("collected uploads that are over uploads=%d", collected);
    }
  }

  /** A request that began in time may end later, hence the grace. */
  int collect() throws IOException {
    int collected = 0;
    Instant since = clock.instant().minus(config.grace());
    for (List<ShardedId> batch = announced.listOver(since, BATCH);
        !batch.isEmpty();
        batch = announced.listOver(since, BATCH)) {
      for (ShardedId id : batch) {
        service.forget(id);
        collected++;
      }
    }
    return collected;
  }
}
