package dev.tenk.media.collect;

import dev.tenk.platform.database.idempotency.IdempotencyKeys;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Deletes the keys of requests that nobody sends again. May run in every pod. */
@ApplicationScoped
public class KeyCollector {

  private static final Logger LOG = Logger.getLogger(KeyCollector.class);

  private final IdempotencyKeys keys;

  KeyCollector(IdempotencyKeys keys) {
    this.keys = keys;
  }

  @Scheduled(
      every = "1h",
      delayed = "10m",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void onSchedule() {
    int deleted = keys.deleteExpired();
    if (deleted > 0) {
      LOG.infof("deleted expired keys of requests keys=%d", deleted);
    }
  }
}
