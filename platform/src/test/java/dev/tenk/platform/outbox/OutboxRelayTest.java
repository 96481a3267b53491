package dev.tenk.platform.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenk.embedded.EmbeddedEngines;
import dev.tenk.platform.broker.Settlement;
import dev.tenk.platform.broker.TestBroker;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutboxRelayTest {

  private static final String QUEUE = "media.results";
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Duration NEVER = Duration.ofMinutes(10);

  private static TestOutbox outbox;

  private final Queue<String> received = new ConcurrentLinkedQueue<>();
  private final MeterRegistry registry = new SimpleMeterRegistry();
  private TestBroker broker;

  @BeforeAll
  static void migrate() throws SQLException {
    outbox = new TestOutbox("outbox_relay");
  }

  @AfterAll
  static void disconnectFromDatabase() throws SQLException {
    outbox.close();
  }

  @BeforeEach
  void connect() throws SQLException {
    outbox.empty();
    broker = new TestBroker(EmbeddedEngines.broker().url());
  }

  @AfterEach
  void disconnect() {
    broker.close();
  }

  @Test
  void sendsWhatWaitsAndDeletesWhatWasAccepted() throws Exception {
    IntStream.range(0, 150).forEach(i -> add((short) (i * 27), "m" + i));

    try (OutboxRelay relay = relay(NEVER)) {
      receive();
      relay.start();

      awaitCount(0);
      Awaitility.await().atMost(SOON).until(() -> received.size() >= 150);
    }
    assertThat(received).hasSize(150).contains("m0", "m149");
    assertThat(registry.counter("tenk.outbox.sent").count()).isEqualTo(150);
  }

  @Test
  void isWokenByCommitsOfItsProcessLongBeforeItPolls() throws Exception {
    try (OutboxRelay relay = relay(NEVER)) {
      receive();
      relay.start();
      awaitSlices(64);

      for (int i = 0; i < 5; i++) {
        add((short) 7, "quick" + i);
        relay.committed((short) 7);
        awaitCount(0);
      }
    }
    Awaitility.await().atMost(SOON).until(() -> received.size() >= 5);
  }

  @Test
  void findsByItsPollWhatNobodyToldItOf() throws Exception {
    try (OutboxRelay relay = relay(Duration.ofMillis(200))) {
      receive();
      relay.start();
      awaitSlices(64);

      add((short) 7, "silent");

      awaitCount(0);
    }
  }

  @Test
  void keepsWhatTheBrokerDidNotAcceptAndSendsItLater() throws Exception {
    add((short) 1, "one");
    try (TestBroker away = new TestBroker("amqp://nobody:nothing@127.0.0.1:1");
        OutboxRelay relay = relay(away, NEVER, List.of())) {
      relay.start();
      Awaitility.await().atMost(SOON).until(() -> backlog() == 1);
      assertThat(outbox.count()).isEqualTo(1);
    }
    assertThat(outbox.count()).isEqualTo(1);

    try (OutboxRelay relay = relay(NEVER)) {
      receive();
      relay.start();

      awaitCount(0);
      Awaitility.await().atMost(SOON).until(() -> !received.isEmpty());
    }
    assertThat(received).containsExactly("one");
  }

  @Test
  void sendsTheOthersWhenAQueueRefuses() throws Exception {
    IntStream.range(0, 6)
        .forEach(i -> outbox.add((short) 1, "no.such.queue", "refused", Duration.ZERO));
    IntStream.range(0, 20).forEach(i -> add((short) 2, "fine" + i));

    try (OutboxRelay relay = relay(Duration.ofMillis(500))) {
      receive();
      relay.start();

      awaitCount(6);
      Awaitility.await().atMost(SOON).until(() -> received.size() >= 20);
    }
    assertThat(received).hasSize(20);
    assertThat(registry.counter("tenk.outbox.failed").count()).isPositive();
  }

  @Test
  void sendsADelayedMessageWhenItIsDueAndNotBefore() throws Exception {
    outbox.add((short) 1, QUEUE, "later", Duration.ofMillis(1500));
    Instant committed = Instant.now();

    try (OutboxRelay relay = relay(NEVER)) {
      receive();
      relay.start();

      Awaitility.await().atMost(SOON).until(() -> !received.isEmpty());
    }
    assertThat(Duration.between(committed, Instant.now()))
        .isBetween(Duration.ofMillis(1400), Duration.ofSeconds(10));
  }

  @Test
  void twoRelaysShareTheBucketsAndOneTakesOverWhenTheOtherEnds() throws Exception {
    receive();
    try (OutboxRelay first = relay(NEVER)) {
      first.start();
      awaitSlices(64);

      try (OutboxRelay second = relay(NEVER)) {
        second.start();
        Awaitility.await().atMost(SOON).until(() -> outbox.relaysThatHold(32) == 2);

        // a word from one process to the other: the first commits for slices of both
        for (short bucket = 0; bucket < 4096; bucket += 64) {
          add(bucket, "b" + bucket);
          first.committed(bucket);
        }
        awaitCount(0);
        Awaitility.await().atMost(SOON).until(() -> received.size() >= 64);
        assertThat(received).hasSize(64);
      }

      Awaitility.await().atMost(SOON).until(() -> outbox.relaysThatHold(64) == 1);
    }
  }

  @Test
  void takesTheSlicesOfARelayThatDiedWhenItsLeaseIsOver() throws Exception {
    outbox.update(
        "UPDATE outbox_slice SET relay = gen_random_uuid(), leased_until = now() + interval '1"
            + " second'");
    add((short) 1, "orphan");
    receive();

    try (OutboxRelay relay = relay(Duration.ofMillis(500))) {
      relay.start();

      awaitCount(0);
    }
  }

  private OutboxRelay relay(Duration poll) {
    return relay(broker, poll, List.of());
  }

  private OutboxRelay relay(TestBroker to, Duration poll, List<OutboxSink> sinks) {
    var config = new TestConfig(poll, Duration.ofMillis(5));
    return new OutboxRelay(outbox.dataSource(), to.client(), sinks, config, registry);
  }

  private void receive() {
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

  private static void add(short bucket, String body) {
    outbox.add(bucket, QUEUE, body, Duration.ZERO);
  }

  private static void awaitCount(int rows) {
    Awaitility.await().atMost(SOON).until(() -> outbox.count() == rows);
  }

  private static void awaitSlices(int slices) {
    Awaitility.await().atMost(SOON).until(() -> outbox.relaysThatHold(slices) == 1);
  }

  private double backlog() {
    return registry.get("tenk.outbox.backlog").gauge().value();
  }
}
