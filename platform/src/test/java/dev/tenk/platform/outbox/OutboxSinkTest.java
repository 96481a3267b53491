package dev.tenk.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenk.platform.broker.TestBroker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A relay whose broker is away. */
class OutboxSinkTest {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Duration NEVER = Duration.ofMinutes(10);
  private static final Duration SHORT = Duration.ofMillis(5);

  private static TestOutbox outbox;

  private TestBroker away;

  @BeforeAll
  static void migrate() throws SQLException {
    outbox = new TestOutbox("outbox_sink");
  }

  @AfterAll
  static void disconnect() throws SQLException {
    outbox.close();
  }

  @BeforeEach
  void empty() throws SQLException {
    outbox.empty();
    away = new TestBroker("amqp://nobody:nothing@127.0.0.1:1");
  }

  @AfterEach
  void close() {
    away.close();
  }

  @Test
  void givesASinkWhatCarriesItsNameAlsoWhileTheBrokerIsAway() throws Exception {
    outbox.add((short) 1, "cache", "invalid", Duration.ZERO);
    outbox.add((short) 1, "media.results", "for the broker", Duration.ZERO);
    var sink = new TestSink();

    try (OutboxRelay relay = relay(SHORT, sink)) {
      relay.start();

      Awaitility.await().atMost(SOON).until(() -> outbox.count() == 1);
    }
    assertThat(sink.taken).containsExactly("invalid");
  }

  @Test
  void letsWhatIsCommittedShortlyAfterALookWaitForTheNext() throws Exception {
    var sink = new TestSink();
    try (OutboxRelay relay = relay(Duration.ofSeconds(1), sink)) {
      relay.start();
      Awaitility.await().atMost(SOON).until(() -> outbox.relaysThatHold(64) == 1);

      for (int i = 1; i <= 2; i++) {
        int expected = i;
        outbox.add((short) 1, "cache", "invalid " + i, Duration.ZERO);
        relay.committed((short) 1);
        Awaitility.await().atMost(SOON).until(() -> sink.taken.size() == expected);
      }
    }
    assertThat(Duration.between(sink.times.remove(), sink.times.remove()))
        .isBetween(Duration.ofMillis(900), SOON);
  }

  @Test
  void waitsWhileNobodyTakesWhatIsDue() throws Exception {
    outbox.add((short) 1, "cache", "later", Duration.ofSeconds(3));
    var sink = new TestSink();

    try (OutboxRelay relay = relay(Duration.ZERO, sink)) {
      relay.start();
      Awaitility.await().atMost(SOON).until(() -> sink.asked.get() > 0); // and knows when it is due
      sink.ready = false;

      Awaitility.await().atMost(SOON).until(() -> outbox.due() == 1);
      int before = outbox.connections();
      Awaitility.await()
          .during(Duration.ofSeconds(1))
          .atMost(SOON)
          .until(() -> outbox.connections() - before < 20);
    }
  }

  private OutboxRelay relay(Duration linger, OutboxSink sink) {
    return new OutboxRelay(
        outbox.dataSource(),
        away.client(),
        List.of(sink),
        new TestConfig(NEVER, linger),
        new SimpleMeterRegistry());
  }
}
