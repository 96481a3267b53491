package dev.tenk.media.test;

import dev.tenk.contract.CloudEvent;
import dev.tenk.contract.EventCodec;
import dev.tenk.contract.EventData;
import dev.tenk.contract.MalformedEventException;
import dev.tenk.contract.MediaUploaded;
import dev.tenk.contract.Queues;
import dev.tenk.platform.broker.Broker;
import dev.tenk.platform.broker.BrokerConfig;
import dev.tenk.platform.broker.BrokerMessage;
import dev.tenk.platform.broker.BrokerSender;
import dev.tenk.platform.broker.Settlement;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;

/** What stands at the other ends of the service's queues, on a link of its own. */
final class QueueProbe {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final Map<UUID, MediaUploaded> uploaded = new ConcurrentHashMap<>();
  private final Queue<String> dead = new ConcurrentLinkedQueue<>();
  private final Map<String, BrokerSender> senders;

  QueueProbe(String brokerUrl) {
    BrokerConfig config =
        new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(BrokerConfig.class)
            .withDefaultValue("tenk.broker.url", brokerUrl)
            .build()
            .getConfigMapping(BrokerConfig.class);
    Broker broker = new Broker(Vertx.vertx(), config, new SimpleMeterRegistry());
    senders =
        Map.of(
            Queues.MEDIA_RESULTS, broker.sender(Queues.MEDIA_RESULTS),
            Queues.ACCOUNT_EVENTS, broker.sender(Queues.ACCOUNT_EVENTS));
    broker.receive(Queues.MEDIA_UPLOADED, 16, this::take);
    for (String queue : senders.keySet()) {
      broker.receive("dead." + queue, 1, message -> takeDead(queue, message));
    }
  }

  /** The event that told the workers of the medium, once it was sent. */
  MediaUploaded awaitUploaded(UUID medium) {
    return Awaitility.await()
        .atMost(LIMIT)
        .until(() -> uploaded.get(medium), event -> event != null);
  }

  /** Waits until exactly this message of a queue was put aside. */
  void awaitDead(String queue, String body) {
    Awaitility.await().atMost(LIMIT).until(() -> dead.contains(queue + " " + body));
  }

  /** Sends this to a queue that the service receives, again until the link is up. */
  void send(String queue, byte[] body) {
    BrokerSender sender = Objects.requireNonNull(senders.get(queue));
    Awaitility.await()
        .atMost(LIMIT)
        .ignoreExceptions()
        .until(
            () -> {
              sender
                  .send(UUID.randomUUID().toString(), CloudEvent.CONTENT_TYPE, body)
                  .toCompletableFuture()
                  .join();
              return true;
            });
  }

  private CompletionStage<Settlement> take(BrokerMessage message) {
    try {
      EventData data = EventCodec.decode(message.body()).data();
      if (data instanceof MediaUploaded event) {
        uploaded.put(event.mediumId(), event);
      }
      return CompletableFuture.completedFuture(Settlement.ACCEPT);
    } catch (MalformedEventException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private CompletionStage<Settlement> takeDead(String queue, BrokerMessage message) {
    dead.add(queue + " " + new String(message.body(), StandardCharsets.UTF_8));
    return CompletableFuture.completedFuture(Settlement.ACCEPT);
  }
}
