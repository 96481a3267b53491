package dev.tenk.worker.job;

import static org.awaitility.Awaitility.await;

import dev.tenk.contract.CloudEvent;
import dev.tenk.contract.EventCodec;
import dev.tenk.contract.EventData;
import dev.tenk.contract.MalformedEventException;
import dev.tenk.contract.MediaDeferred;
import dev.tenk.contract.MediaResult;
import dev.tenk.contract.MediaUploaded;
import dev.tenk.contract.Queues;
import dev.tenk.platform.broker.Broker;
import dev.tenk.platform.broker.BrokerMessage;
import dev.tenk.platform.broker.BrokerSender;
import dev.tenk.platform.broker.DeadLetters;
import dev.tenk.platform.broker.Settlement;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What stands at the other ends of the worker's queues. */
@Singleton
public class QueueProbe {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final BrokerSender uploads;
  private final Queue<CloudEvent<? extends EventData>> results = new ConcurrentLinkedQueue<>();
  private final Queue<BrokerMessage> deadLetters = new ConcurrentLinkedQueue<>();
  private final Queue<MediaDeferred> deferrals = new ConcurrentLinkedQueue<>();
  private final BrokerSender bulk;

  QueueProbe(Broker broker) {
    uploads = broker.sender(Queues.MEDIA_UPLOADED);
    bulk = broker.sender(Queues.MEDIA_BULK);
    broker.receive(Queues.MEDIA_RESULTS, 10, this::result);
    broker.receive("dead." + Queues.MEDIA_UPLOADED, 10, this::dead);
    broker.receive("dead." + Queues.MEDIA_BULK, 10, this::dead);
  }

  void upload(UUID event, MediaUploaded upload) {
    CloudEvent<MediaUploaded> message =
        new CloudEvent<>(event, "/test", upload.mediumId().toString(), Instant.EPOCH, upload);
    send(EventCodec.encode(message));
  }

  /** Sends, again until the link is up. */
  void send(byte[] body) {
    await()
        .atMost(LIMIT)
        .ignoreExceptions()
        .until(
            () -> {
              uploads
                  .send(UUID.randomUUID().toString(), CloudEvent.CONTENT_TYPE, body)
                  .toCompletableFuture()
                  .join();
              return true;
            });
  }

  /** Waits for so many results of a medium. */
  List<CloudEvent<? extends EventData>> results(UUID medium, int count) {
    return await().atMost(LIMIT).until(() -> resultsOf(medium), found -> found.size() == count);
  }

  /** Waits for the dead letter with this in its body, and answers why it is one. */
  String awaitDeadLetter(String body) {
    return await().atMost(LIMIT).until(() -> reasonOf(body), Optional::isPresent).orElseThrow();
  }

  private Optional<String> reasonOf(String body) {
    return deadLetters.stream()
        .filter(dead -> new String(dead.body(), StandardCharsets.UTF_8).contains(body))
        .map(dead -> dead.properties().getOrDefault(DeadLetters.REASON, "none"))
        .findFirst();
  }

  /** What was deferred of a medium, in order. */
  List<MediaDeferred> deferrals(UUID medium) {
    return deferrals.stream().filter(each -> each.mediumId().equals(medium)).toList();
  }

  private List<CloudEvent<? extends EventData>> resultsOf(UUID medium) {
    return results.stream()
        .filter(event -> ((MediaResult) event.data()).mediumId().equals(medium))
        .<CloudEvent<? extends EventData>>map(event -> event)
        .toList();
  }

  /** In the place of media-service: what is deferred is sent again, here at once. */
  private CompletionStage<Settlement> result(BrokerMessage message) {
    try {
      CloudEvent<? extends EventData> event = EventCodec.decode(message.body());
      if (event.data() instanceof MediaDeferred deferred) {
        deferrals.add(deferred);
        return bulk.send(
                UUID.randomUUID().toString(),
                CloudEvent.CONTENT_TYPE,
                EventCodec.encode(
                    new CloudEvent<>(
                        event.id(), "/test", event.subject(), Instant.EPOCH, deferred.job())))
            .thenApply(sent -> Settlement.ACCEPT);
      }
      results.add(event);
      return CompletableFuture.completedStage(Settlement.ACCEPT);
    } catch (MalformedEventException e) {
      return CompletableFuture.failedStage(e);
    }
  }

  private CompletionStage<Settlement> dead(BrokerMessage message) {
    deadLetters.add(message);
    return CompletableFuture.completedStage(Settlement.ACCEPT);
  }
}
