package dev.tenk.platform.cache;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Loads of single keys, of which those that wait are made by one query.
 *
 * <p>A load begins at once as long as few are in flight; what comes meanwhile waits and is loaded
 * together, so that queries grow with load rather than in number. Where none of them has ended for
 * a while, as when a server does not answer, more begin, up to {@link #IN_NEED} times as many. A
 * query that fails is made again key by key: the fault of one is not that of its neighbours.
 *
 * <p>Thread-safe; bounded by the callers, each of whom waits for his key. Nothing blocks but what
 * runs on the executors.
 */
final class GatheredLoads<K, V> {

  /** How many times as many queries are in flight at most when they do not end. */
  static final int IN_NEED = 8;

  private final CacheDeclaration<K, V> declaration;
  private final ReadPositions positions;
  private final Executor queries;
  private final Executor single;
  private final int atOnce;
  private final Supplier<CompletionStage<?>> patience;
  private final Queue<Wait<K, V>> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicLong begun = new AtomicLong();
  private final AtomicBoolean watched = new AtomicBoolean();

  /**
   * None in flight.
   *
   * @param queries runs queries of all that wait, as many at once as are in flight
   * @param single runs those of one key each, after one that failed
   * @param atOnce queries in flight
   * @param patience completes after the time in which one of them should have ended
   */
  GatheredLoads(
      CacheDeclaration<K, V> declaration,
      ReadPositions positions,
      Executor queries,
      Executor single,
      int atOnce,
      Supplier<CompletionStage<?>> patience) {
    if (atOnce < 1) {
      throw new IllegalArgumentException(
          "the cache " + declaration.name() + " needs at least one load in flight");
    }
    this.declaration = declaration;
    this.positions = positions;
    this.queries = queries;
    this.single = single;
    this.atOnce = atOnce;
    this.patience = patience;
  }

  /** The value of a key, for those who need to see nothing in particular. */
  CompletionStage<ReadPositions.Seen<Optional<V>>> load(K key) {
    var loaded = new CompletableFuture<ReadPositions.Seen<Optional<V>>>();
    waiting.add(new Wait<>(key, loaded));
    if (begin(atOnce)) {
      queries.execute(this::loadAllThatWait);
    } else {
      watch();
    }
    return loaded;
  }

  private record Wait<K, V>(K key, CompletableFuture<ReadPositions.Seen<Optional<V>>> loaded) {}

  private boolean begin(int most) {
    int now = inFlight.get();
    while (now < most) {
      if (inFlight.compareAndSet(now, now + 1)) {
        return true;
      }
      now = inFlight.get();
    }
    return false;
  }

  /** Looks after a while whether any query has begun since, as long as some wait. */
  private void watch() {
    if (!watched.compareAndSet(false, true)) {
      return;
    }
    long before = begun.get();
    patience
        .get()
        .whenComplete(
            (_, failure) -> {
              watched.set(false);
              if (waiting.isEmpty()) {
                return;
              }
              if (begun.get() == before && begin(IN_NEED * atOnce)) {
                queries.execute(this::loadAllThatWait);
              }
              if (failure == null) {
                watch();
              }
            });
  }

  private void loadAllThatWait() {
    do {
      try {
        for (var batch = next(); !batch.isEmpty(); batch = next()) {
          load(batch);
        }
      } finally {
        inFlight.decrementAndGet();
      }
      // one may have come after the last look, and have seen this query in flight still
    } while (!waiting.isEmpty() && begin(atOnce));
  }

  private List<Wait<K, V>> next() {
    List<Wait<K, V>> batch = new ArrayList<>();
    while (batch.size() < declaration.mostAtOnce()) {
      Wait<K, V> wait = waiting.poll();
      if (wait == null) {
        break;
      }
      batch.add(wait);
    }
    return batch;
  }

  private void load(List<Wait<K, V>> batch) {
    begun.incrementAndGet();
    ReadPositions.Seen<Map<K, V>> seen;
    try {
      List<K> keys = batch.stream().map(Wait::key).distinct().toList();
      seen = positions.read(ReadNeed.NOTHING, () -> declaration.loadEach(keys));
    } catch (Throwable e) {
      failed(batch, e);
      return;
    }
    for (Wait<K, V> wait : batch) {
      Optional<V> value = Optional.ofNullable(seen.value().get(wait.key()));
      wait.loaded().complete(new ReadPositions.Seen<>(value, seen.position()));
    }
  }

  private void failed(List<Wait<K, V>> batch, Throwable failure) {
    if (batch.size() == 1) {
      batch.getFirst().loaded().completeExceptionally(failure);
      return;
    }
    batch.forEach(wait -> single.execute(() -> load(List.of(wait))));
  }
}
