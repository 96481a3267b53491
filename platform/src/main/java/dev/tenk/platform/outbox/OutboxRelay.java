package dev.tenk.platform.outbox;

import dev.tenk.platform.broker.Broker;
import dev.tenk.platform.outbox.OutboxTable.From;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Sends what waits in the outbox, and deletes what was accepted.
 *
 * <p>Each pod has one. They share the buckets by leases ({@link OutboxLeases}), so that an event is
 * sent by one of them without locking its row. A relay keeps a bounded window of unsettled messages
 * ({@link OutboxWindow}); a row goes only after the broker accepted it. One that dies in between
 * causes a second sending, never a loss. It is woken by the commits of its own process, by word
 * from others ({@link OutboxListener}), by settlements, and by a slow poll as a net. What comes
 * shortly after a look waits for the next, so that many commits cost few looks.
 */
public final class OutboxRelay implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(12);
  private static final long SETTLE_NANOS = Duration.ofSeconds(8).toNanos();
  private static final long PAUSE_NANOS = Duration.ofMillis(500).toNanos();
  private static final long BLOCKED_NANOS = Duration.ofSeconds(2).toNanos();

  private final DataSource dataSource;
  private final OutboxSinks sinks;
  private final OutboxConfig config;
  private final OutboxMetrics metrics;
  private final OutboxLeases leases;
  private final OutboxWindow window;
  private final LookTimes times;
  private final OutboxListener listener;
  private final Thread thread;
  private final Semaphore wake = new Semaphore(0);
  private final AtomicBoolean asked = new AtomicBoolean(true);
  private final AtomicReference<BitSet> forOthers = new AtomicReference<>(new BitSet());
  private final Map<String, Long> blocked = new HashMap<>();
  private volatile boolean running = true;

  private From from = new From.Beginning();

  /**
   * A relay that runs on a virtual thread from {@link #start()} on.
   *
   * @param dataSource connections outside JTA transactions, in auto-commit; one is kept to listen
   * @param sinks what takes messages that are not for the broker
   */
  public OutboxRelay(
      DataSource dataSource,
      Broker broker,
      List<OutboxSink> sinks,
      OutboxConfig config,
      MeterRegistry registry) {
    this.dataSource = dataSource;
    this.sinks = new OutboxSinks(broker, sinks);
    this.config = config;
    this.metrics = new OutboxMetrics(registry);
    this.leases = new OutboxLeases(config.lease());
    this.window = new OutboxWindow(config.window(), config.maxRetryPause());
    this.listener = new OutboxListener(dataSource, this::heard);
    this.times = new LookTimes(config.poll(), config.linger());
    this.thread = Thread.ofVirtual().name("outbox-relay").unstarted(this::run);
  }

  /** Begins to send. */
  public void start() {
    thread.start();
    listener.start();
  }

  /** A message of this bucket was committed by this process. Never blocks; any thread. */
  public void committed(short bucket) {
    int slice = Slices.of(bucket);
    if (leases.holds(slice)) {
      asked.set(true);
    } else {
      forOthers.updateAndGet(
          before -> {
            BitSet with = (BitSet) before.clone();
            with.set(slice);
            return with;
          });
    }
    wake.release();
  }

  /** Sends no more, waits for what the broker has in hand, gives its slices back. */
  @Override
  public void close() throws InterruptedException {
    listener.close();
    running = false;
    wake.release();
    if (thread.isAlive()) {
      thread.join(STOP_TIMEOUT);
    }
  }

  private void heard(BitSet slices) {
    if (slices.cardinality() == Slices.COUNT) {
      leases.expire();
      asked.set(true);
      wake.release();
    } else if (slices.stream().anyMatch(leases::holds)) {
      asked.set(true);
      wake.release();
    }
  }

  private void run() {
    try {
      while (running) {
        var _ = wake.tryAcquire(pauseNanos(), TimeUnit.NANOSECONDS);
        linger();
        wake.drainPermits();
        turnSafely();
      }
      stop();
    } catch (InterruptedException e) {
      LOG.debug("outbox: the relay was interrupted");
    }
  }

  /** Lets commits come together, unless more than the window waits as it is. */
  private void linger() throws InterruptedException {
    if (running && !(from instanceof From.After)) {
      TimeUnit.NANOSECONDS.sleep(times.untilLooked());
    }
    times.looked();
  }

  private void turnSafely() {
    try {
      turn();
    } catch (SQLException e) {
      LOG.warnf("outbox: the database cannot be asked: %s", e.getMessage());
      times.failed();
    } catch (RuntimeException e) {
      LOG.error("outbox: a turn failed", e);
      times.failed();
    }
  }

  /** How long there is nothing to do unless someone says otherwise. */
  private long pauseNanos() {
    long untilAllowed = times.untilAllowed();
    if (untilAllowed > 0) {
      return untilAllowed;
    }
    if (asked.get() && sinks.isBrokerReady() && window.hasRoom()) {
      return 0;
    }
    long pause = Math.min(times.untilNext(), config.lease().toNanos() / 3);
    if (asked.get() || window.isWaiting() || !blocked.isEmpty()) {
      pause = Math.min(pause, PAUSE_NANOS);
    }
    return Math.max(0, pause);
  }

  private void turn() throws SQLException {
    metrics.failed.increment(window.collect());
    long now = System.nanoTime();
    window.makeRoom().forEach(queue -> blocked.put(queue, now + BLOCKED_NANOS));
    if (blocked.values().removeIf(end -> now - end >= 0)) {
      askForAll();
    }
    if (times.untilAllowed() > 0) {
      return;
    }
    List<WaitingMessage> next;
    try (Connection connection = dataSource.getConnection()) {
      deleteAccepted(connection);
      renew(connection);
      tellOthers(connection);
      poll(connection);
      next = fetch(connection);
    }
    window.takeDue().forEach(this::send);
    next.forEach(
        row -> {
          window.add(row);
          send(row);
        });
  }

  private void deleteAccepted(Connection connection) throws SQLException {
    if (!window.accepted().isEmpty()) {
      OutboxTable.delete(connection, window.accepted());
      metrics.sent.increment(window.accepted().size());
      window.deleted();
    }
  }

  private void renew(Connection connection) throws SQLException {
    if (leases.isDue()) {
      OutboxLeases.Change change = leases.renew(connection, window.slices());
      if (change.gained()) {
        askForAll();
      }
      if (change.released()) {
        OutboxListener.tell(connection, Slices.parse("all"));
      }
    }
  }

  private void tellOthers(Connection connection) throws SQLException {
    BitSet slices = forOthers.getAndSet(new BitSet());
    if (!slices.isEmpty()) {
      OutboxListener.tell(connection, slices);
    }
  }

  /** Looks at everything, also at what was committed long after its time, and measures. */
  private void poll(Connection connection) throws SQLException {
    if (times.takePoll()) {
      BitSet held = leases.held();
      metrics.measured(OutboxTable.backlog(connection, held), held.cardinality());
      askForAll();
    }
    if (times.takeDue()) {
      asked.set(true); // and stays so where nobody can take it yet
    }
  }

  private void askForAll() {
    from = new From.Beginning();
    asked.set(true);
  }

  private List<WaitingMessage> fetch(Connection connection) throws SQLException {
    BitSet held = leases.held();
    int room = window.free();
    boolean broker = sinks.isBrokerReady();
    List<String> ready = sinks.readySinks();
    if (held.isEmpty()
        || !window.hasRoom()
        || (!broker && ready.isEmpty())
        || !asked.getAndSet(!broker)) {
      return List.of();
    }
    var look = new OutboxTable.Look(from, held, window.ids(), broker, ready, blocked.keySet());
    List<WaitingMessage> found = OutboxTable.fetch(connection, look, room);
    if (found.size() == room) {
      from = new From.After(found.getLast());
      asked.set(true);
    } else {
      from = new From.Recent();
      times.dueIn(found.isEmpty() ? OutboxTable.secondsToNext(connection, held) : 0);
    }
    return found;
  }

  private void send(WaitingMessage row) {
    window.sending();
    sinks
        .send(row)
        .whenComplete(
            (accepted, failure) -> {
              if (failure != null) {
                LOG.debugf("outbox: %s stays: %s", row.message().id(), failure.getMessage());
              }
              if (window.settle(row, failure == null)) {
                wake.release();
              }
            });
  }

  private void stop() throws InterruptedException {
    long end = System.nanoTime() + SETTLE_NANOS;
    while (!window.isSettled() && System.nanoTime() - end < 0) {
      window.collect();
      if (!window.accepted().isEmpty()) {
        try (Connection connection = dataSource.getConnection()) {
          deleteAccepted(connection);
        } catch (SQLException e) {
          LOG.warnf("outbox: accepted events stay and are sent again: %s", e.getMessage());
          break;
        }
      } else {
        var _ = wake.tryAcquire(PAUSE_NANOS, TimeUnit.NANOSECONDS);
      }
    }
    try (Connection connection = dataSource.getConnection()) {
      leases.leave(connection);
      OutboxListener.tell(connection, Slices.parse("all"));
    } catch (SQLException e) {
      LOG.debugf("outbox: the leases run out by themselves: %s", e.getMessage());
    }
  }
}
