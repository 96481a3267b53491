package dev.tenk.platform.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.BitSet;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Hears what other pods committed for slices of this one, on a connection that it keeps.
 *
 * <p>The word is given after the commit and by the relay, not inside the transaction: PostgreSQL
 * holds one lock of the whole database while a transaction that notifies commits, so that NOTIFY in
 * every write would make all writes wait for each other. What a lost word would have told is found
 * by the poll.
 */
final class OutboxListener implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(OutboxListener.class);
  private static final String CHANNEL = "tenk_outbox";
  private static final String NOTIFY = "SELECT pg_notify('" + CHANNEL + "', ?)";
  private static final int WAIT_MILLIS = 10_000;
  private static final int PROBE_SECONDS = 3;
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final DataSource dataSource;
  private final Consumer<BitSet> heard;
  private final Thread thread;
  private volatile boolean running = true;

  OutboxListener(DataSource dataSource, Consumer<BitSet> heard) {
    this.dataSource = dataSource;
    this.heard = heard;
    this.thread = Thread.ofVirtual().name("outbox-listener").unstarted(this::run);
  }

  /** Tells the relays of the other pods. Blocking. */
  static void tell(Connection connection, BitSet slices) throws SQLException {
    try (PreparedStatement notify = connection.prepareStatement(NOTIFY)) {
      notify.setString(1, Slices.text(slices));
      notify.execute();
    }
  }

  void start() {
    thread.start();
  }

  @Override
  public void close() {
    running = false;
    thread.interrupt();
  }

  private void run() {
    while (running) {
      try {
        listen();
      } catch (SQLException e) {
        if (running) {
          LOG.debugf("outbox: not listening now: %s", e.getMessage());
        }
      }
      try {
        Thread.sleep(PAUSE);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void listen() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("LISTEN " + CHANNEL);
      heard.accept(Slices.parse("all"));
      try {
        hear(connection);
      } finally {
        if (!connection.isClosed()) {
          statement.execute("UNLISTEN *");
        }
      }
    }
  }

  private void hear(Connection connection) throws SQLException {
    PGConnection postgres = connection.unwrap(PGConnection.class);
    while (running) {
      PGNotification[] notifications = postgres.getNotifications(WAIT_MILLIS);
      if (notifications == null || notifications.length == 0) {
        if (!connection.isValid(PROBE_SECONDS)) {
          throw new SQLException("the connection is lost");
        }
        continue;
      }
      BitSet slices = new BitSet(Slices.COUNT);
      for (PGNotification notification : notifications) {
        slices.or(Slices.parse(notification.getParameter()));
      }
      heard.accept(slices);
    }
  }
}
