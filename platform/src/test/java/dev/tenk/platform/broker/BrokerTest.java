package dev.tenk.platform.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenk.embedded.process.TemporaryHome;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The contract on the embedded Artemis, what its delivery limit does, and what needs a broker that
 * can be paused and killed.
 */
class BrokerTest extends BrokerContract {

  private static TemporaryHome home;
  private static dev.tenk.embedded.broker.Broker engine;

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

  @Override
  String url() {
    return engine.url();
  }

  /** Artemis counts some, by how the connection ended. */
  @Override
  boolean countsDeaths() {
    return false;
  }

  @Override
  TestBroker connect(String url) {
    return new TestBroker(url);
  }

  @Test
  void sendsAMessageThatKeepsFailingToTheDeadLetters() {
    Received dead = receive("dead." + QUEUE, 1, Settlement.ACCEPT);
    send("poison");

    Received received = receive(QUEUE, 1, Settlement.RETRY);

    awaitBodies(dead, "poison");
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
}
