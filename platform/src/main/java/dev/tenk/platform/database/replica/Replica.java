package dev.tenk.platform.database.replica;

import dev.tenk.platform.database.wal.WalPosition;
import io.agroal.api.AgroalDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One replica: its connections, what is known of it, and whether a read may go there. Thread-safe.
 *
 * <p>As many reads as it has connections are let in; one more goes elsewhere at once instead of
 * waiting.
 */
public final class Replica implements Chosen {

  private static final Logger LOG = Logger.getLogger(Replica.class);
  private static final Duration FIRST_PROBE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final long SILENCE_NANOS = Duration.ofSeconds(1).toNanos();

  private final String name;
  private final AgroalDataSource pool;
  private final int maxReads;
  private final Semaphore free;
  private final long staleAfter;
  private final Circuit circuit = new Circuit(FIRST_PROBE, LONGEST_PAUSE);
  private final ReplicaInstance instance;

  private volatile @Nullable ReplicaState state;
  private volatile Refusal reported = Refusal.NO_REPLICA;

  Replica(String name, AgroalDataSource pool, ReplicaInstance instance, Duration poll) {
    this.name = name;
    this.pool = pool;
    this.instance = instance;
    this.maxReads = pool.getConfiguration().connectionPoolConfiguration().maxSize();
    this.free = new Semaphore(maxReads);
    this.staleAfter = SILENCE_NANOS + 2 * poll.toNanos();
  }

  /** Host and port. */
  public String name() {
    return name;
  }

  /**
   * A connection, on which each statement is a transaction. Between {@link #enter} and {@link
   * #leave}. Blocks while one is made.
   */
  public Connection connection() throws SQLException {
    return pool.getConnection();
  }

  /** Whether there is room for one more read, which then has to leave. */
  boolean enter() {
    return free.tryAcquire();
  }

  /** A read has ended. */
  public void leave() {
    free.release();
  }

  /** Its connections fail: no more reads until a probe succeeds. */
  public void failed(Throwable failure) {
    if (circuit.failed(System.nanoTime())) {
      LOG.warnf("replica %s is left alone for now: %s", name, failure.getMessage());
    }
  }

  /** Why a read that must see this position may not go here, or null where it may. */
  @Nullable Refusal refusal(@Nullable WalPosition atLeast, long now) {
    ReplicaState known = state;
    if (known == null || now - known.observedAt() > staleAfter) {
      return Refusal.DOWN;
    }
    if (known.refusal() != null) {
      return known.refusal();
    }
    if (circuit.isOpen()) {
      return Refusal.CIRCUIT_OPEN;
    }
    return atLeast == null || known.position().includes(atLeast) ? null : Refusal.BEHIND;
  }

  /** Nanoseconds behind the primary; {@link Long#MAX_VALUE} when not known. */
  long lagNanos() {
    ReplicaState known = state;
    return known == null ? Long.MAX_VALUE : known.lagNanos();
  }

  /** How many reads are under way. */
  int busy() {
    return maxReads - free.availablePermits();
  }

  boolean isUsable() {
    return refusal(null, System.nanoTime()) == null;
  }

  void observed(Reading reading, ReplicaState now) {
    if (instance.becomes(reading.instance())) {
      pool.flush(AgroalDataSource.FlushMode.GRACEFUL);
    }
    state = now;
    report(now.refusal(), "");
  }

  void lost(Exception failure) {
    state = null;
    report(Refusal.DOWN, ": " + failure.getMessage());
  }

  /** Tries a connection where the circuit is open and it is time to. Blocking. */
  void probe() {
    if (!circuit.isProbeDue(System.nanoTime()) || !enter()) {
      return;
    }
    try (Connection connection = connection()) {
      ServerProbe.instance(connection);
      circuit.close();
      LOG.infof("replica %s is read again", name);
    } catch (SQLException | RuntimeException e) {
      circuit.probeFailed(System.nanoTime());
    } finally {
      leave();
    }
  }

  private void report(@Nullable Refusal refusal, String detail) {
    Refusal now = refusal == null ? Refusal.NO_REPLICA : refusal;
    if (now == reported) {
      return;
    }
    reported = now;
    if (refusal == null) {
      LOG.infof("replica %s may be read", name);
    } else {
      LOG.warnf("replica %s may not be read: %s%s", name, refusal.label(), detail);
    }
  }

  void close() {
    pool.close();
  }
}
