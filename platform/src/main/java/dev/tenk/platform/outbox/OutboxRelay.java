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
      "SELECT bucket, id, queue, content_type, body FROM outbox ORDER BY created_at LIMIT "
          + BATCH
          + " FOR UPDATE SKIP LOCKED";
  private static final String DELETE = "DELETE FROM outbox WHERE bucket = ? AND id = ?";

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
        List<OutboxMessage> accepted = sendAll(take(connection));
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

  private static List<OutboxMessage> take(Connection connection) throws SQLException {
    List<OutboxMessage> batch = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(TAKE);
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        batch.add(
            new OutboxMessage(
                row.getObject(2, UUID.class),
                row.getShort(1),
                row.getString(3),
                row.getString(4),
                row.getBytes(5)));
      }
    }
    return batch;
  }

  private List<OutboxMessage> sendAll(List<OutboxMessage> batch) {
    List<CompletableFuture<Void>> sends = batch.stream().map(this::send).toList();
    List<OutboxMessage> accepted = new ArrayList<>();
    for (int i = 0; i < sends.size(); i++) {
      try {
        sends.get(i).join();
        accepted.add(batch.get(i));
      } catch (CompletionException e) {
        failed.increment();
        LOG.warnf("outbox: %s stays: %s", batch.get(i).id(), e.getCause());
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

  private static void delete(Connection connection, List<OutboxMessage> accepted)
      throws SQLException {
    if (accepted.isEmpty()) {
      return;
    }
    try (PreparedStatement delete = connection.prepareStatement(DELETE)) {
      for (OutboxMessage message : accepted) {
        delete.setShort(1, message.bucket());
        delete.setObject(2, message.id());
        delete.addBatch();
      }
      delete.executeBatch();
    }
  }
}
