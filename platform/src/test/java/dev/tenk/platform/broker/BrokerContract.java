package dev.tenk.platform.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract between the client and a real broker. Each test leaves its queues empty. */
abstract class BrokerContract {

  static final String QUEUE = "media.uploaded";
  static final Duration SOON = Duration.ofSeconds(30);

  TestBroker broker;

  /** Where the broker is. */
  abstract String url();

  /** Whether every delivery counts whose receiver died with it. */
  abstract boolean countsDeaths();

  /** A client of it. */
  abstract TestBroker connect(String url);

  @BeforeEach
  final void connect() {
    broker = connect(url());
    Awaitility.await().atMost(SOON).until(broker.client()::isConnected);
  }

  @AfterEach
  final void disconnect() {
    broker.close();
  }

  @Test
  void deliversWhatItAccepted() {
    send("one");

    Received received = receive(QUEUE, 1, Settlement.ACCEPT);

    awaitBodies(received, "one");
    assertThat(received.deliveryCounts).containsExactly(0L);
  }

  @Test
  void holdsNoMoreMessagesThanItsCredit() {
    for (int i = 0; i < 5; i++) {
      send("m" + i);
    }
    Received held = new Received();
    CompletableFuture<Settlement> gate = new CompletableFuture<>();
    broker.client().receive(QUEUE, 2, message -> held.add(message, gate));
    Awaitility.await().atMost(SOON).until(() -> held.bodies.size() == 2);

    // another consumer gets all the rest: nothing waits in the first one's buffer
    try (TestBroker other = connect(url())) {
      Received rest = new Received();
      other
          .client()
          .receive(
              QUEUE,
              4,
              message -> rest.add(message, CompletableFuture.completedFuture(Settlement.ACCEPT)));
      Awaitility.await().atMost(SOON).until(() -> rest.bodies.size() == 3);
    }
    assertThat(held.bodies).hasSize(2);

    gate.complete(Settlement.ACCEPT);
    settle();
  }

  @Test
  void givesAReleasedMessageAgainWithoutCountingTheTry() {
    send("again");
    Received received = new Received();
    broker
        .client()
        .receive(
            QUEUE,
            1,
            message ->
                received.add(
                    message,
                    CompletableFuture.completedFuture(
                        received.bodies.size() < 7 ? Settlement.RELEASE : Settlement.ACCEPT)));

    awaitBodies(received, "again", "again", "again", "again", "again", "again", "again", "again");
    settle();
  }

  @Test
  void sendsARejectedMessageToTheDeadLettersAtOnce() {
    Received dead = receive("dead." + QUEUE, 1, Settlement.ACCEPT);
    send("wrong");

    Received received = receive(QUEUE, 1, Settlement.REJECT);

    awaitBodies(dead, "wrong");
    assertThat(received.bodies).hasSize(1);
  }

  @Test
  void takesNothingMoreOnceDrained() {
    Received before = receive(QUEUE, 1, Settlement.ACCEPT);
    send("before");
    awaitBodies(before, "before");

    broker.client().drain().toCompletableFuture().join();
    send("after");

    try (TestBroker other = connect(url())) {
      Received received = new Received();
      other
          .client()
          .receive(
              QUEUE,
              1,
              message ->
                  received.add(message, CompletableFuture.completedFuture(Settlement.ACCEPT)));
      awaitBodies(received, "after");
    }
    assertThat(before.bodies).containsExactly("before");
  }

  @Test
  void givesAgainWhatADeadReceiverHeldAndPutsItAsideWithAReason() {
    send("deadly");
    for (long deliveries = 0; deliveries < DeadLetters.MAX_DELIVERIES; deliveries++) {
      Received held = new Received();
      try (TestBroker dying = connect(url())) {
        dying.client().receive(QUEUE, 1, message -> held.add(message, new CompletableFuture<>()));
        awaitBodies(held, "deadly");
        dying.die();
      }
      if (countsDeaths()) {
        assertThat(held.deliveryCounts).containsExactly(deliveries);
      }
    }
    DeadLetters dead = new DeadLetters(broker.client(), QUEUE, Duration.ofMillis(50));
    Queue<Map<String, String>> aside = new ConcurrentLinkedQueue<>();
    broker
        .client()
        .receive(
            "dead." + QUEUE,
            1,
            message -> {
              aside.add(message.properties());
              return CompletableFuture.completedFuture(Settlement.ACCEPT);
            });

    broker.client().receive(QUEUE, 1, message -> dead.put(message, "crash: it kills"));

    Awaitility.await().atMost(SOON).until(() -> aside.size() == 1);
    assertThat(aside.element())
        .containsEntry(DeadLetters.REASON, "crash: it kills")
        .containsKey(DeadLetters.DELIVERIES);
    settle();
  }

  @Test
  void putsAsideWhatFailsAndGivesBackWhatAnOutageStops() {
    DeadLetters dead = new DeadLetters(broker.client(), QUEUE, Duration.ofMillis(10));
    Received aside = receive("dead." + QUEUE, 1, Settlement.ACCEPT);
    Received outages = new Received();
    send("stopped");
    send("failing");

    broker
        .client()
        .receive(
            QUEUE,
            1,
            message -> {
              if (new String(message.body(), UTF_8).equals("failing")) {
                return dead.failed(message, new IllegalStateException("cannot"));
              }
              CompletableFuture<Settlement> done =
                  CompletableFuture.completedFuture(Settlement.ACCEPT);
              outages.add(message, done);
              return outages.bodies.size() > 8
                  ? done
                  : dead.failed(message, new SQLException("away", "08006"));
            });

    awaitBodies(aside, "failing");
    Awaitility.await().atMost(SOON).until(() -> outages.bodies.size() == 9);
    settle();
  }

  /** Waits until the broker has accepted the message. */
  final void send(String body) {
    BrokerSender sender = broker.client().sender(QUEUE);
    Awaitility.await()
        .atMost(SOON)
        .until(
            () -> {
              try {
                sender.send(body, "text/plain", body.getBytes(UTF_8)).toCompletableFuture().join();
                return true;
              } catch (CompletionException e) {
                return false;
              }
            });
  }

  final Received receive(String queue, int credit, Settlement settlement) {
    Received received = new Received();
    broker
        .client()
        .receive(
            queue,
            credit,
            message -> received.add(message, CompletableFuture.completedFuture(settlement)));
    return received;
  }

  static void awaitBodies(Received received, String... bodies) {
    Awaitility.await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(received.bodies).containsExactly(bodies));
  }

  /** Lets the broker see the settlements before the connection ends. */
  final void settle() {
    broker.client().drain().toCompletableFuture().join();
  }

  static final class Received {

    final Queue<String> bodies = new ConcurrentLinkedQueue<>();
    final Queue<Long> deliveryCounts = new ConcurrentLinkedQueue<>();

    CompletableFuture<Settlement> add(
        BrokerMessage message, CompletableFuture<Settlement> settlement) {
      bodies.add(new String(message.body(), UTF_8));
      deliveryCounts.add(message.deliveryCount());
      return settlement;
    }
  }
}
