package dev.tenk.platform.outbox;

import dev.tenk.platform.broker.Broker;
import dev.tenk.platform.broker.BrokerSender;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Sends what waits in the outbox: takes a batch under row locks, sends it, deletes what the broker
 * accepted.
 *
 * <p>Relays of several pods pass over each other's locked rows. A relay that dies between
 * acceptance and commit causes a second sending, never a loss. Woken by commits of its own process;
 * those of pods that died are found by the poll.
 */
public final class OutboxRelay implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
  private static final int BATCH = 64;
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(12);
  private static final String TAKE =
      "SELECT bucket, id, queue, content_type, body, created_at FROM outbox ORDER BY created_at LIMIT "
          + BATCH
          + " FOR UPDATE SKIP LOCKED";
  private static final String DELETE =
      "DELETE FROM outbox WHERE created_at = ? AND bucket = ? AND id = ?";

  /** A row: its time names its partition. */
  private record Waiting(OffsetDateTime createdAt, OutboxMessage message) {}

  private final DataSource dataSource;
  private final Broker broker;
  private final Duration poll;
  private final Map<String, BrokerSender> senders = new ConcurrentHashMap<>();
  private final Semaphore wake = new Semaphore(0);
  private final Counter sent;
  private final Counter failed;
  private final Thread thread;

  private volatile boolean running = true;

  /**
   * A relay that runs on a virtual thread from {@link #start()} on.
   *
   * @param dataSource connections outside JTA transactions, in auto-commit
   * @param poll the longest time that a message of a dead process waits
   */
  public OutboxRelay(DataSource dataSource, Broker broker, Duration poll, MeterRegistry metrics) {
    this.dataSource = dataSource;
    this.broker = broker;
    this.poll = poll;
    this.sent = metrics.counter("tenk.outbox.sent");
    this.failed = metrics.counter("tenk.outbox.failed");
    this.thread = Thread.ofVirtual().name("outbox-relay").unstarted(this::run);
  }

  /** Begins to send. */
  public void start() {
    thread.start();
  }

  /** Something was committed: look now. Never blocks; any thread. */
  public void wake() {
    wake.release();
  }

  /** Ends after the batch in hand. */
  @Override
  public void close() throws InterruptedException {
    running = false;
    wake.release();
    if (thread.isAlive()) {
      thread.join(STOP_TIMEOUT);
    }
  }

  private void run() {
    boolean more = false;
    while (running) {
      try {
        if (!more) {
          var _ = wake.tryAcquire(poll.toMillis(), TimeUnit.MILLISECONDS);
          wake.drainPermits();
        }
        more = broker.isConnected() && sendBatch() == BATCH;
      } catch (SQLException e) {
        LOG.warnf("outbox: the database cannot be read: %s", e.getMessage());
        more = false;
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        LOG.error("outbox: a batch failed", e);
        more = false;
      }
    }
  }

  /** How many of the batch were accepted. */
  private int sendBatch() throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try {
        List<Waiting> accepted = sendAll(take(connection));
        delete(connection, accepted);
        connection.commit();
        return accepted.size();
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      } finally {
        connection.setAutoCommit(true);
      }
    }
  }

  private static List<Waiting> take(Connection connection) throws SQLException {
    List<Waiting> batch = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(TAKE);
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        batch.add(
            new Waiting(
                row.getObject(6, OffsetDateTime.class),
                new OutboxMessage(
                    row.getObject(2, UUID.class),
                    row.getShort(1),
                    row.getString(3),
                    row.getString(4),
                    row.getBytes(5))));
      }
    }
    return batch;
  }

  private List<Waiting> sendAll(List<Waiting> batch) {
    List<CompletableFuture<Void>> sends =
        batch.stream().map(Waiting::message).map(this::send).toList();
    List<Waiting> accepted = new ArrayList<>();
    for (int i = 0; i < sends.size(); i++) {
      try {
        sends.get(i).join();
        accepted.add(batch.get(i));
      } catch (CompletionException e) {
        failed.increment();
        LOG.warnf("outbox: %s stays: %s", batch.get(i).message().id(), e.getCause());
      }
    }
    sent.increment(accepted.size());
    return accepted;
  }

  private CompletableFuture<Void> send(OutboxMessage message) {
    return senders
        .computeIfAbsent(message.queue(), broker::sender)
        .send(message.id().toString(), message.contentType(), message.body())
        .toCompletableFuture();
  }

  private static void delete(Connection connection, List<Waiting> accepted) throws SQLException {
    if (accepted.isEmpty()) {
      return;
    }
    try (PreparedStatement delete = connection.prepareStatement(DELETE)) {
      for (Waiting row : accepted) {
        delete.setObject(1, row.createdAt());
        delete.setShort(2, row.message().bucket());
        delete.setObject(3, row.message().id());
        delete.addBatch();
      }
      delete.executeBatch();
    }
  }
}
