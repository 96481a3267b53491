package dev.tenk.platform.database.replica;

import dev.tenk.platform.database.wal.WalPosition;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Asks one replica for its position at intervals, over one connection, on a thread of its own. */
final class ReplicaMonitor implements AutoCloseable {

  private final Replica replica;
  private final ServerProbe probe;
  private final PrimaryPositions primary;
  private final ReplicaConfig config;
  private final CountDownLatch end = new CountDownLatch(1);
  private final Thread thread;

  ReplicaMonitor(
      Replica replica, DataSource connections, PrimaryPositions primary, ReplicaConfig config) {
    this.replica = replica;
    this.probe = new ServerProbe(connections);
    this.primary = primary;
    this.config = config;
    this.thread = Thread.ofVirtual().name("replica-" + replica.name()).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  private void run() {
    try {
      do {
        observe();
        replica.probe();
      } while (!end.await(config.poll().toNanos(), TimeUnit.NANOSECONDS));
    } catch (InterruptedException e) {
      // ends
    } finally {
      probe.close();
    }
  }

  private void observe() {
    try {
      long asked = System.nanoTime();
      Reading reading = probe.read();
      long lag = primary.lagOf(reading.position());
      replica.observed(
          reading, new ReplicaState(asked, reading.position(), lag, refusal(reading, lag)));
    } catch (SQLException | RuntimeException e) {
      replica.lost(e);
    }
  }

  private @Nullable Refusal refusal(Reading reading, long lag) {
    if (!reading.recovering()) {
      return Refusal.PROMOTED;
    }
    WalPosition known = primary.latest().orElse(null);
    if (known != null && known.system() != reading.position().system()) {
      return Refusal.FOREIGN;
    }
    if (known != null && known.timeline() != reading.position().timeline()) {
      return Refusal.TIMELINE;
    }
    return lag > config.maxLag().toNanos() ? Refusal.LAGGING : null;
  }

  @Override
  public void close() throws InterruptedException {
    end.countDown();
    thread.join(Duration.ofSeconds(2));
  }
}
