package dev.tenk.media.test;

import dev.tenk.contract.CloudEvent;
import dev.tenk.contract.EventCodec;
import dev.tenk.contract.EventData;
import dev.tenk.contract.MalformedEventException;
import dev.tenk.contract.MediaUploaded;
import dev.tenk.contract.MediaWithdrawn;
import dev.tenk.contract.Queues;
import dev.tenk.platform.broker.Broker;
import dev.tenk.platform.broker.BrokerConfig;
import dev.tenk.platform.broker.BrokerMessage;
import dev.tenk.platform.broker.BrokerSender;
import dev.tenk.platform.broker.Settlement;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;

/** What stands at the other ends of the service's queues, on a link of its own. */
final class QueueProbe {

  /** Where a worker puts jobs aside. */
  static final String DEAD_JOBS = "dead." + Queues.MEDIA_UPLOADED;

  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final Map<UUID, MediaUploaded> uploaded = new ConcurrentHashMap<>();
  private final Map<UUID, MediaUploaded> bulk = new ConcurrentHashMap<>();
  private final Set<UUID> withdrawn = ConcurrentHashMap.newKeySet();
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
            Queues.MEDIA_RESULTS,
            broker.sender(Queues.MEDIA_RESULTS),
            Queues.ACCOUNT_EVENTS,
            broker.sender(Queues.ACCOUNT_EVENTS),
            DEAD_JOBS,
            broker.sender(DEAD_JOBS));
    broker.receive(Queues.MEDIA_UPLOADED, 16, this::take);
    broker.receive(Queues.MEDIA_BULK, 16, this::takeBulk);
    broker.receive(Queues.MEDIA_WITHDRAWN, 16, this::takeWithdrawn);
  }

  /** The event that told the workers of the medium, once it was sent. */
  MediaUploaded awaitUploaded(UUID medium) {
    return Awaitility.await()
        .atMost(LIMIT)
        .until(() -> uploaded.get(medium), event -> event != null);
  }

  /** The next job of the bulk queue, which is forgotten. */
  MediaUploaded takeBulk(UUID medium) {
    return Awaitility.await()
        .atMost(LIMIT)
        .until(() -> bulk.remove(medium), event -> event != null);
  }

  boolean hasBulk(UUID medium) {
    return bulk.containsKey(medium);
  }

  /** Waits until it was told that everybody's medium is nobody's any more. */
  void awaitWithdrawn(UUID medium) {
    Awaitility.await().atMost(LIMIT).until(() -> withdrawn.contains(medium));
  }

  /** Whether that was told by now. */
  boolean isWithdrawn(UUID medium) {
    return withdrawn.contains(medium);
  }

  void forget(UUID medium) {
    uploaded.remove(medium);
  }

  /** The same of the bulk queue. */
  MediaUploaded awaitBulk(UUID medium) {
    return Awaitility.await().atMost(LIMIT).until(() -> bulk.get(medium), event -> event != null);
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
    return take(message, uploaded);
  }

  private CompletionStage<Settlement> takeWithdrawn(BrokerMessage message) {
    try {
      if (EventCodec.decode(message.body()).data() instanceof MediaWithdrawn event) {
        withdrawn.add(event.mediumId());
      }
      return CompletableFuture.completedFuture(Settlement.ACCEPT);
    } catch (MalformedEventException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private CompletionStage<Settlement> takeBulk(BrokerMessage message) {
    return take(message, bulk);
  }

  private static CompletionStage<Settlement> take(
      BrokerMessage message, Map<UUID, MediaUploaded> into) {
    try {
      EventData data = EventCodec.decode(message.body()).data();
      if (data instanceof MediaUploaded event) {
        into.put(event.mediumId(), event);
      }
      return CompletableFuture.completedFuture(Settlement.ACCEPT);
    } catch (MalformedEventException e) {
      return CompletableFuture.failedFuture(e);
    }
  }
}
