package dev.tenk.platform.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenk.embedded.EmbeddedEngines;
import dev.tenk.embedded.postgres.Database;
import dev.tenk.platform.broker.Settlement;
import dev.tenk.platform.broker.TestBroker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class OutboxRelayTest {

  private static final String QUEUE = "media.results";
  private static final Duration SOON = Duration.ofSeconds(20);

  private final PGSimpleDataSource dataSource = new PGSimpleDataSource();
  private final Queue<String> received = new ConcurrentLinkedQueue<>();

  @BeforeEach
  void createTable() throws SQLException {
    Database database = EmbeddedEngines.postgres().media();
    dataSource.setURL(database.jdbcUrl());
    dataSource.setUser(database.username());
    dataSource.setPassword(database.password());
    execute(
        "CREATE TABLE outbox (bucket smallint, id uuid, queue text, content_type text, body bytea,"
            + " created_at timestamptz DEFAULT now(), PRIMARY KEY (created_at, bucket, id))");
  }

  @AfterEach
  void dropTable() throws SQLException {
    execute("DROP TABLE outbox");
  }

  @Test
  void sendsWhatWaitsAndDeletesWhatWasAccepted() throws Exception {
    for (int i = 0; i < 150; i++) {
      add("m" + i);
    }

    try (TestBroker broker = new TestBroker(EmbeddedEngines.broker().url());
        OutboxRelay relay = relay(broker)) {
      receive(broker);
      relay.start();
      relay.wake();

      Awaitility.await().atMost(SOON).until(() -> received.size() >= 150 && count() == 0);
    }
    assertThat(received).hasSize(150).contains("m0", "m149");
  }

  @Test
  void keepsWhatTheBrokerDidNotAcceptAndSendsItLater() throws Exception {
    add("one");
    try (TestBroker away = new TestBroker("amqp://nobody:nothing@127.0.0.1:1");
        OutboxRelay relay = relay(away)) {
      relay.start();
      relay.wake();
      assertThat(count()).isEqualTo(1);
    }
    assertThat(count()).isEqualTo(1);

    try (TestBroker broker = new TestBroker(EmbeddedEngines.broker().url());
        OutboxRelay relay = relay(broker)) {
      receive(broker);
      relay.start();

      Awaitility.await().atMost(SOON).until(() -> count() == 0);
      Awaitility.await().atMost(SOON).until(() -> !received.isEmpty());
    }
    assertThat(received).containsExactly("one");
  }

  private OutboxRelay relay(TestBroker broker) {
    return new OutboxRelay(
        dataSource, broker.client(), Duration.ofMillis(100), new SimpleMeterRegistry());
  }

  private void receive(TestBroker broker) {
    broker
        .client()
        .receive(
            QUEUE,
            16,
            message -> {
              received.add(new String(message.body(), UTF_8));
              return CompletableFuture.completedFuture(Settlement.ACCEPT);
            });
  }

  private void add(String body) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO outbox (bucket, id, queue, content_type, body) VALUES (1, ?, ?, 'text/plain', ?)")) {
      insert.setObject(1, UUID.randomUUID());
      insert.setString(2, QUEUE);
      insert.setBytes(3, body.getBytes(UTF_8));
      insert.executeUpdate();
    }
  }

  private int count() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement query = connection.createStatement();
        ResultSet row = query.executeQuery("SELECT count(*) FROM outbox")) {
      row.next();
      return row.getInt(1);
    }
  }

  private static void execute(String sql) throws SQLException {
    Database database = EmbeddedEngines.postgres().media();
    try (Connection connection =
            DriverManager.getConnection(
                database.jdbcUrl(), database.ownerUsername(), database.ownerPassword());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
