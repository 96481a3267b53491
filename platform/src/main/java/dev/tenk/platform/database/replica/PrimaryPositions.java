package dev.tenk.platform.database.replica;

import dev.tenk.platform.database.wal.WalPosition;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Where the primary's log is: asked at intervals, and after commits. One connection and one thread
 * serve all: who asks while a question is under way shares the next one.
 */
public final class PrimaryPositions implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(PrimaryPositions.class);
  private static final Duration HISTORY_BEYOND_BOUND = Duration.ofSeconds(5);

  private final ServerProbe probe;
  private final Duration poll;
  private final LagHistory history;
  private final Semaphore wake = new Semaphore(0);
  private final AtomicReference<CompletableFuture<WalPosition>> next =
      new AtomicReference<>(new CompletableFuture<>());
  private final Thread thread;

  private volatile @Nullable WalPosition latest;
  private volatile boolean running = true;
  private long sampledAt;
  private boolean wasReachable = true;

  PrimaryPositions(DataSource connections, ReplicaConfig config) {
    this.probe = new ServerProbe(connections);
    this.poll = config.poll();
    this.history = new LagHistory(config.maxLag().plus(HISTORY_BEYOND_BOUND), poll);
    this.thread = Thread.ofVirtual().name("primary-positions").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /**
   * A position that everything lies before which was committed before this call. Blocks for a round
   * trip, or two under load, at most for the patience.
   *
   * @return nothing while the primary cannot be asked
   */
  public Optional<WalPosition> afterCommit(Duration patience) {
    CompletableFuture<WalPosition> answer = next.get();
    wake.release();
    try {
      return Optional.of(answer.copy().orTimeout(patience.toNanos(), TimeUnit.NANOSECONDS).join());
    } catch (CompletionException e) {
      LOG.debugf("the primary's position is not known: %s", e.getCause());
      return Optional.empty();
    }
  }

  /** Where it was last, or nothing while it is away. */
  public Optional<WalPosition> latest() {
    return Optional.ofNullable(latest);
  }

  long lagOf(WalPosition replayed) {
    return history.lagOf(replayed.lsn());
  }

  private void run() {
    while (running) {
      try {
        var _ = wake.tryAcquire(poll.toNanos(), TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        break;
      }
      wake.drainPermits();
      ask(next.getAndSet(new CompletableFuture<>()));
    }
    probe.close();
    next.get().cancel(false);
  }

  private void ask(CompletableFuture<WalPosition> waiting) {
    try {
      long before = System.nanoTime();
      Reading reading = probe.read();
      if (reading.recovering()) {
        throw new SQLException("the primary is a replica");
      }
      latest = reading.position();
      if (before - sampledAt >= poll.toNanos() / 2) {
        sampledAt = before;
        history.sample(before, reading.position().lsn());
      }
      waiting.complete(reading.position());
      report(true, "");
    } catch (SQLException | RuntimeException e) {
      latest = null;
      waiting.completeExceptionally(e);
      report(false, String.valueOf(e.getMessage()));
    }
  }

  private void report(boolean reachable, String reason) {
    if (reachable && !wasReachable) {
      LOG.info("the primary answers again");
    } else if (!reachable && wasReachable) {
      LOG.warnf(
          "the primary does not answer, reads go on where replicas can serve them: %s", reason);
    }
    wasReachable = reachable;
  }

  @Override
  public void close() throws InterruptedException {
    running = false;
    wake.release();
    thread.join(Duration.ofSeconds(2));
  }
}
