package dev.tenk.user.audit;

import dev.tenk.platform.id.ShardedId;
import dev.tenk.platform.id.ShardedIds;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Keeps what was done to accounts. */
@Singleton
public class SecurityEvents {

  private static final Logger LOG = Logger.getLogger(SecurityEvents.class);
  private static final int MAX_WAITING = 4096;
  private static final long DELAY_MILLIS = 1_000;

  private final SecurityEventStore store;
  private final ShardedIds ids;
  private final Requester requester;
  private final Executor later;
  private final Semaphore room = new Semaphore(MAX_WAITING);
  private final Counter lost;

  SecurityEvents(
      SecurityEventStore store,
      ShardedIds ids,
      Requester requester,
      @VirtualThreads ExecutorService virtualThreads,
      MeterRegistry metrics) {
    this.store = store;
    this.ids = ids;
    this.requester = requester;
    this.later =
        CompletableFuture.delayedExecutor(DELAY_MILLIS, TimeUnit.MILLISECONDS, virtualThreads);
    this.lost = metrics.counter("tenk.security.events.lost");
  }

  /** Records it with the caller's transaction, by the current request. Blocking. */
  public void record(ShardedId account, SecurityEventKind kind) {
    record(account, kind, requester.origin());
  }

  /** Records what was not done by the owner: without where it came from. Blocking. */
  public void recordByOthers(ShardedId account, SecurityEventKind kind) {
    record(account, kind, Requester.Origin.NONE);
  }

  /**
   * Records it a second later, long after the answer, so that the time of an answer does not tell
   * whether there was an account to record it for. Never blocks; in a flood some are counted
   * instead of kept.
   */
  public void recordSoon(ShardedId account, SecurityEventKind kind) {
    if (!room.tryAcquire()) {
      lost.increment();
      return;
    }
    Requester.Origin origin = requester.origin();
    later.execute(
        () -> {
          try {
            store.insertLate(account, event(account, kind, origin));
          } catch (RuntimeException e) {
            lost.increment();
            LOG.warnf("a security event is lost: %s", e.getMessage());
          } finally {
            room.release();
          }
        });
  }

  /** Forgets an account, in the caller's transaction. Blocking. */
  public void forget(ShardedId account) {
    store.deleteOf(account);
  }

  private void record(ShardedId account, SecurityEventKind kind, Requester.Origin origin) {
    store.insert(account, event(account, kind, origin));
  }

  private SecurityEvent event(ShardedId account, SecurityEventKind kind, Requester.Origin origin) {
    ShardedId id = ids.newOwnedBy(account);
    return new SecurityEvent(
        id, kind, Instant.ofEpochMilli(id.epochMillis()), origin.address(), origin.device());
  }
}
