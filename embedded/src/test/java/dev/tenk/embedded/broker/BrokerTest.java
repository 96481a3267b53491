package dev.tenk.embedded.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenk.embedded.process.EngineHome;
import dev.tenk.embedded.process.TemporaryHome;
import io.vertx.proton.ProtonDelivery;
import io.vertx.proton.ProtonHelper;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.qpid.proton.amqp.messaging.Accepted;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BrokerTest {
  private static TemporaryHome home;
  private static Broker broker;

  @BeforeAll
  static void start() {
    home = TemporaryHome.create();
    broker = new Broker(EngineHome.in(home.directory(), true));
    broker.start();
  }

  @AfterAll
  static void stop() {
    broker.close();
    home.close();
  }

  @Test
  void aRejectedMessageGoesToTheDeadLettersOfItsQueue() throws Exception {
    try (AmqpClient client = connect()) {
      assertThat(client.send("media.uploaded", "bad")).isInstanceOf(Accepted.class);

      client.receive("media.uploaded", delivery -> ProtonHelper.rejected(delivery, true));

      assertThat(next(client.receive("dead.media.uploaded", BrokerTest::accept))).isEqualTo("bad");
    }
  }

  @Test
  void aMessageThatFailsFiveTimesGoesToTheDeadLettersOfItsQueue() throws Exception {
    try (AmqpClient client = connect()) {
      client.send("media.results", "poison");

      BlockingQueue<String> tries =
          client.receive(
              "media.results", delivery -> ProtonHelper.modified(delivery, true, true, false));

      assertThat(next(client.receive("dead.media.results", BrokerTest::accept)))
          .isEqualTo("poison");
      assertThat(tries).hasSize(5).containsOnly("poison");
    }
  }

  @Test
  void queuesThatAreNotDeclaredAreRefused() throws Exception {
    try (AmqpClient client = connect()) {
      assertThatThrownBy(() -> client.send("media.other", "lost")).hasStackTraceContaining("amqp:");
      assertThatThrownBy(() -> client.receive("media.other", BrokerTest::accept))
          .hasStackTraceContaining("amqp:");
    }
  }

  @Test
  void messagesAreNotWrittenToTheLog() throws Exception {
    try (AmqpClient client = connect()) {
      client.send("account.events", "somebody");
      assertThat(next(client.receive("account.events", BrokerTest::accept))).isEqualTo("somebody");
    }

    assertThat(EngineHome.in(home.directory(), true).logs().resolve("broker.log"))
        .content()
        .doesNotContain("AMQ601");
  }

  @Test
  void nobodyGetsInWithoutThePassword() {
    assertThatThrownBy(() -> AmqpClient.connect(broker, "wrong"))
        .hasStackTraceContaining("Failed to authenticate");
  }

  @Test
  void messagesOutliveAKill() throws Exception {
    try (TemporaryHome own = TemporaryHome.create();
        Broker kept = new Broker(EngineHome.in(own.directory(), true))) {
      kept.start();
      try (AmqpClient client = AmqpClient.connect(kept, kept.password())) {
        client.send("media.uploaded", "kept");
      }

      kept.process().kill();
      kept.start();

      try (AmqpClient client = AmqpClient.connect(kept, kept.password())) {
        assertThat(next(client.receive("media.uploaded", BrokerTest::accept))).isEqualTo("kept");
      }
    }
  }

  private static AmqpClient connect() throws Exception {
    return AmqpClient.connect(broker, broker.password());
  }

  private static void accept(ProtonDelivery delivery) {
    ProtonHelper.accepted(delivery, true);
  }

  private static String next(BlockingQueue<String> bodies) throws InterruptedException {
    return bodies.poll(20, TimeUnit.SECONDS);
  }
}
