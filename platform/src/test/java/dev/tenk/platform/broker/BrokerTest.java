package dev.tenk.platform.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenk.embedded.process.TemporaryHome;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract between the client and a real broker. Each test leaves its queues empty. */
class BrokerTest {

  private static final String QUEUE = "media.uploaded";
  private static final Duration SOON = Duration.ofSeconds(20);

  private static TemporaryHome home;
  private static dev.tenk.embedded.broker.Broker engine;

  private TestBroker broker;

  @BeforeAll
  static void startEngine() {
    home = TemporaryHome.create();
    engine = new dev.tenk.embedded.broker.Broker(home.home());
    engine.start();
  }

  @AfterAll
  static void stopEngine() {
    engine.close();
    home.close();
  }

  @BeforeEach
  void connect() {
    broker = new TestBroker(engine.url());
    Awaitility.await().atMost(SOON).until(broker.client()::isConnected);
  }

  @AfterEach
  void disconnect() {
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
    try (TestBroker other = new TestBroker(engine.url())) {
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
  void sendsAMessageThatKeepsFailingToTheDeadLetters() {
    Received dead = receive("dead." + QUEUE, 1, Settlement.ACCEPT);
    send("poison");

    Received received = receive(QUEUE, 1, Settlement.RETRY);

    awaitBodies(dead, "poison");
    assertThat(received.bodies).hasSize(5);
    assertThat(received.deliveryCounts).containsExactly(0L, 1L, 2L, 3L, 4L);
  }

  @Test
  void retriesWhenAHandlerThrowsAndGoesOn() {
    Received dead = receive("dead." + QUEUE, 1, Settlement.ACCEPT);
    Received fine = new Received();
    broker
        .client()
        .receive(
            QUEUE,
            1,
            message -> {
              if (new String(message.body(), UTF_8).equals("poison")) {
                throw new IllegalStateException("cannot");
              }
              return fine.add(message, CompletableFuture.completedFuture(Settlement.ACCEPT));
            });

    send("poison");
    send("fine");

    awaitBodies(fine, "fine");
    awaitBodies(dead, "poison");
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

    try (TestBroker other = new TestBroker(engine.url())) {
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
  void refusesSendsBeyondItsWindow() {
    BrokerSender sender = broker.client().sender(QUEUE);
    Awaitility.await()
        .atMost(SOON)
        .ignoreExceptions()
        .until(
            () -> sender.send("0", "text/plain", new byte[0]).toCompletableFuture().join() == null);
    engine.process().pause();
    List<CompletableFuture<Void>> sends;
    try {
      sends =
          IntStream.range(0, 6)
              .mapToObj(i -> sender.send("w" + i, "text/plain", new byte[0]).toCompletableFuture())
              .toList();

      assertThat(sends.subList(4, 6))
          .allSatisfy(
              send ->
                  assertThatThrownBy(send::join)
                      .hasCauseInstanceOf(BrokerUnavailableException.class)
                      .hasMessageContaining("too many unsettled sends"));
    } finally {
      engine.process().resume();
    }
    Awaitility.await().atMost(SOON).until(() -> sends.stream().allMatch(CompletableFuture::isDone));
    Awaitility.await().atMost(SOON).until(broker.client()::isConnected);
    emptyQueue();
  }

  @Test
  void noticesAStoppedBrokerByItsHeartbeatAndComesBack() {
    engine.process().pause();
    try {
      Awaitility.await().atMost(SOON).until(() -> !broker.client().isConnected());
    } finally {
      engine.process().resume();
    }
    Awaitility.await().atMost(SOON).until(broker.client()::isConnected);
    Received received = receive(QUEUE, 1, Settlement.ACCEPT);

    send("later");

    awaitBodies(received, "later");
  }

  @Test
  void goesOnWhereItWasAfterABrokerIsKilled() {
    Received received = receive(QUEUE, 1, Settlement.ACCEPT);
    engine.process().kill();
    engine.start();

    send("after the kill");

    awaitBodies(received, "after the kill");
  }

  /** Waits until the broker has accepted the message. */
  private void send(String body) {
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

  private Received receive(String queue, int credit, Settlement settlement) {
    Received received = new Received();
    broker
        .client()
        .receive(
            queue,
            credit,
            message -> received.add(message, CompletableFuture.completedFuture(settlement)));
    return received;
  }

  /**
   * Takes what sends of unknown outcome left: a mark sent last is received last by a single
   * consumer.
   */
  private void emptyQueue() {
    send("end");
    Received received = receive(QUEUE, 1, Settlement.ACCEPT);
    Awaitility.await().atMost(SOON).until(() -> received.bodies.contains("end"));
    settle();
  }

  private static void awaitBodies(Received received, String... bodies) {
    Awaitility.await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(received.bodies).containsExactly(bodies));
  }

  /** Lets the broker see the settlements before the connection ends. */
  private void settle() {
    broker.client().drain().toCompletableFuture().join();
  }

  private static final class Received {

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
