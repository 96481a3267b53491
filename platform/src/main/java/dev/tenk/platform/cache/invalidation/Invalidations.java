package dev.tenk.platform.cache.invalidation;

import dev.tenk.platform.cache.Caches;
import dev.tenk.platform.cache.TieredCache;
import dev.tenk.platform.cache.shared.Change;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Invalidations of what a transaction changes: kept with it, and carried out right after the
 * commit, before its caller is answered where Redis answers in time. Those of a process that died,
 * or that Redis did not take, are carried out from the {@link ChangeLog}. Thread-safe; blocking.
 */
public final class Invalidations {

  private static final Logger LOG = Logger.getLogger(Invalidations.class);
  private static final Object KEY = new Object();

  private final ChangeLog log;
  private final TransactionSynchronizationRegistry transactions;
  private final Caches caches;
  private final Duration patience;
  private final InstantSource clock;

  /**
   * Invalidations of these caches.
   *
   * @param patience how long an answer of Redis is waited for after the commit
   */
  public Invalidations(
      ChangeLog log,
      TransactionSynchronizationRegistry transactions,
      Caches caches,
      Duration patience,
      InstantSource clock) {
    this.log = log;
    this.transactions = transactions;
    this.caches = caches;
    this.patience = patience;
    this.clock = clock;
  }

  /**
   * The current transaction changes the value of a key.
   *
   * @param bucket of the account that it belongs to
   * @throws IllegalStateException when there is no transaction
   */
  public <K> void add(short bucket, TieredCache<K, ?> cache, K key) {
    add(bucket, cache.name(), cache.text(key));
  }

  /** The same for a cache, or something beside caches, that has only a name here. */
  public void add(short bucket, String cache, String key) {
    if (transactions.getTransactionStatus() != Status.STATUS_ACTIVE) {
      throw new IllegalStateException("an invalidation needs the transaction of the change");
    }
    List<Change> changes = changes();
    if (changes.stream()
        .anyMatch(known -> known.cache().equals(cache) && known.key().equals(key))) {
      return; // once a transaction is enough
    }
    Change change = change(cache, key);
    log.add(bucket, change);
    changes.add(change);
  }

  /**
   * A change of the value of a key, for a statement that makes it without a transaction around: to
   * be kept with what that commits, and carried out afterwards.
   */
  public <K> Change change(TieredCache<K, ?> cache, K key) {
    return change(cache.name(), cache.text(key));
  }

  private Change change(String cache, String key) {
    return new Change(cache, key, UUID.randomUUID(), clock.millis());
  }

  private List<Change> changes() {
    @SuppressWarnings("unchecked") // put there below
    @Nullable List<Change> known = (List<Change>) transactions.getResource(KEY);
    if (known != null) {
      return known;
    }
    List<Change> changes = new ArrayList<>();
    transactions.putResource(KEY, changes);
    transactions.registerInterposedSynchronization(
        new Synchronization() {

          @Override
          public void beforeCompletion() {}

          @Override
          public void afterCompletion(int status) {
            if (status == Status.STATUS_COMMITTED) {
              carryOut(changes);
            }
          }
        });
    return changes;
  }

  /** Carries out what has committed; what Redis does not take in time, the log has. Blocking. */
  public void carryOut(List<Change> changes) {
    try {
      var _ =
          caches
              .invalidate(changes)
              .toCompletableFuture()
              .get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.debugf("%d invalidations wait to be replayed: %s", changes.size(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
