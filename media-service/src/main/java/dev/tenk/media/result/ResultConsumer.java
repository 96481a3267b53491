package dev.tenk.media.result;

import dev.tenk.contract.CloudEvent;
import dev.tenk.contract.EventCodec;
import dev.tenk.contract.EventData;
import dev.tenk.contract.MalformedEventException;
import dev.tenk.contract.MediaResult;
import dev.tenk.contract.Queues;
import dev.tenk.media.medium.MediumBlobs;
import dev.tenk.media.medium.MediumRegistry;
import dev.tenk.platform.broker.Broker;
import dev.tenk.platform.broker.BrokerMessage;
import dev.tenk.platform.broker.Settlement;
import dev.tenk.platform.id.ShardedId;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Records what the workers report. A result is settled after its transaction has committed. */
@Singleton
public final class ResultConsumer {

  private static final Logger LOG = Logger.getLogger(ResultConsumer.class);
  private static final int PARALLELISM = 8;
  private static final long RETRY_PAUSE_MILLIS = 1_000;
  private static final long DRAIN_SECONDS = 10;

  private final Broker broker;
  private final MediumRegistry media;
  private final MediumBlobs blobs;
  private final ExecutorService virtualThreads;

  ResultConsumer(
      Broker broker,
      MediumRegistry media,
      MediumBlobs blobs,
      @VirtualThreads ExecutorService virtualThreads) {
    this.broker = broker;
    this.media = media;
    this.blobs = blobs;
    this.virtualThreads = virtualThreads;
  }

  void start(@Observes StartupEvent event) {
    broker.receive(
        Queues.MEDIA_RESULTS,
        PARALLELISM,
        message ->
            CompletableFuture.supplyAsync(() -> record(message), virtualThreads)
                .exceptionallyCompose(ResultConsumer::releaseLater));
  }

  void stop(@Observes ShutdownEvent event) {
    var _ =
        broker
            .drain()
            .toCompletableFuture()
            .completeOnTimeout(null, DRAIN_SECONDS, TimeUnit.SECONDS)
            .join();
  }

  private Settlement record(BrokerMessage message) {
    CloudEvent<? extends EventData> event;
    try {
      event = EventCodec.decode(message.body());
    } catch (MalformedEventException e) {
      LOG.errorf("a result goes to the dead letters: %s", e.getMessage());
      return Settlement.REJECT;
    }
    if (!(event.data() instanceof MediaResult result)) {
      LOG.errorf("a result goes to the dead letters: it is a %s", event.type());
      return Settlement.REJECT;
    }
    if (media.apply(result) == MediumRegistry.Applied.GONE) {
      blobs.tryDelete(new ShardedId(result.mediumId()));
    }
    return Settlement.ACCEPT;
  }

  /**
   * The database is away, most likely: the message is not to blame, and a pause keeps it from
   * spinning.
   */
  private static CompletableFuture<Settlement> releaseLater(Throwable failure) {
    LOG.warnf("a result cannot be recorded now: %s", failure);
    return new CompletableFuture<Settlement>()
        .completeOnTimeout(Settlement.RELEASE, RETRY_PAUSE_MILLIS, TimeUnit.MILLISECONDS);
  }
}
