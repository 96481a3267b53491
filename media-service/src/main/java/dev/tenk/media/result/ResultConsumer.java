package dev.tenk.media.result;

import dev.tenk.contract.AccountEvent;
import dev.tenk.contract.CloudEvent;
import dev.tenk.contract.EventCodec;
import dev.tenk.contract.EventData;
import dev.tenk.contract.MalformedEventException;
import dev.tenk.contract.MediaDeferred;
import dev.tenk.contract.MediaResult;
import dev.tenk.contract.MediaUploaded;
import dev.tenk.contract.MediaWithdrawn;
import dev.tenk.contract.Queues;
import dev.tenk.media.medium.MediumBlobs;
import dev.tenk.media.medium.MediumRegistry;
import dev.tenk.platform.broker.Broker;
import dev.tenk.platform.broker.BrokerMessage;
import dev.tenk.platform.broker.DeadLetters;
import dev.tenk.platform.broker.Settlement;
import dev.tenk.platform.id.ShardedId;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** Records what the workers report. A result is settled after its transaction has committed. */
@Singleton
public final class ResultConsumer {

  private static final int PARALLELISM = 8;
  private static final Duration RETRY_PAUSE = Duration.ofSeconds(1);
  private static final long DRAIN_SECONDS = 10;

  private final Broker broker;
  private final MediumRegistry media;
  private final MediumBlobs blobs;
  private final Deferrals deferrals;
  private final DeadLetters dead;
  private final ExecutorService virtualThreads;

  ResultConsumer(
      Broker broker,
      MediumRegistry media,
      MediumBlobs blobs,
      Deferrals deferrals,
      @VirtualThreads ExecutorService virtualThreads) {
    this.broker = broker;
    this.media = media;
    this.blobs = blobs;
    this.deferrals = deferrals;
    this.dead = new DeadLetters(broker, Queues.MEDIA_RESULTS, RETRY_PAUSE);
    this.virtualThreads = virtualThreads;
  }

  void start(@Observes StartupEvent event) {
    broker.receive(Queues.MEDIA_RESULTS, PARALLELISM, this::handle);
  }

  void stop(@Observes ShutdownEvent event) {
    var _ =
        broker
            .drain()
            .toCompletableFuture()
            .completeOnTimeout(null, DRAIN_SECONDS, TimeUnit.SECONDS)
            .join();
  }

  private CompletionStage<Settlement> handle(BrokerMessage message) {
    CloudEvent<? extends EventData> event;
    try {
      event = EventCodec.decode(message.body());
    } catch (MalformedEventException e) {
      return dead.put(message, "malformed: " + e.getMessage());
    }
    return switch (event.data()) {
      case MediaResult result -> record(message, () -> record(result));
      case MediaDeferred deferred ->
          record(message, () -> deferrals.sendLater(deferred, event.time()));
      case MediaUploaded _, MediaWithdrawn _, AccountEvent _ ->
          dead.put(message, "malformed: it is a " + event.type());
    };
  }

  private CompletionStage<Settlement> record(BrokerMessage message, Runnable work) {
    return CompletableFuture.runAsync(work, virtualThreads)
        .thenApply(recorded -> Settlement.ACCEPT)
        .exceptionallyCompose(failure -> dead.failed(message, failure));
  }

  private void record(MediaResult result) {
    if (media.apply(result) == MediumRegistry.Applied.GONE) {
      blobs.tryDelete(new ShardedId(result.mediumId()));
    }
  }
}
