package dev.tenk.worker.job;

import dev.tenk.contract.CloudEvent;
import dev.tenk.contract.EventCodec;
import dev.tenk.contract.EventData;
import dev.tenk.contract.MalformedEventException;
import dev.tenk.contract.MediaResult;
import dev.tenk.contract.MediaUploaded;
import dev.tenk.contract.Queues;
import dev.tenk.platform.blob.BlobKey;
import dev.tenk.platform.broker.Broker;
import dev.tenk.platform.broker.BrokerMessage;
import dev.tenk.platform.broker.BrokerSender;
import dev.tenk.platform.broker.BrokerUnavailableException;
import dev.tenk.platform.broker.Settlement;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Takes uploads off the queue, as many as are processed at a time, and settles each when its result
 * is safe with the broker.
 *
 * <p>A message that nobody can ever handle is rejected to the dead letters. When the blob store or
 * the broker fails the message is not to blame: it is released after a pause, and the try does not
 * count. Anything unforeseen counts as a try, so that a message that breaks the worker ends with
 * the dead letters as well. Work runs on platform threads, since native calls would pin virtual
 * ones; the credit bounds the pool's queue.
 */
@Singleton
public final class JobConsumer {

  private static final Logger LOG = Logger.getLogger(JobConsumer.class);
  private static final String SOURCE = "/worker-service";

  private final Broker broker;
  private final BrokerSender results;
  private final JobRunner runner;
  private final JobMetrics metrics;
  private final JobConfig config;
  private final InstantSource clock;
  private final ExecutorService pool;

  JobConsumer(
      Broker broker, JobRunner runner, JobMetrics metrics, JobConfig config, InstantSource clock) {
    this.broker = broker;
    this.results = broker.sender(Queues.MEDIA_RESULTS);
    this.runner = runner;
    this.metrics = metrics;
    this.config = config;
    this.clock = clock;
    this.pool =
        Executors.newFixedThreadPool(
            config.parallelismOrCores(), Thread.ofPlatform().name("image-", 1).factory());
  }

  void start(@Observes StartupEvent event) {
    broker.receive(Queues.MEDIA_UPLOADED, config.parallelismOrCores(), this::handle);
  }

  void stop(@Observes ShutdownEvent event) {
    var _ =
        broker
            .drain()
            .toCompletableFuture()
            .completeOnTimeout(null, config.drain().toMillis(), TimeUnit.MILLISECONDS)
            .join();
    pool.shutdown();
  }

  private CompletionStage<Settlement> handle(BrokerMessage message) {
    CloudEvent<? extends EventData> event;
    try {
      event = EventCodec.decode(message.body());
    } catch (MalformedEventException e) {
      return rejected(String.valueOf(e.getMessage()));
    }
    if (!(event.data() instanceof MediaUploaded job)) {
      return rejected("it is a " + event.type());
    }
    if (!isBlobKey(job.blobKey())) {
      return rejected("it names no blob");
    }
    return CompletableFuture.supplyAsync(() -> run(job), pool)
        .thenCompose(result -> publish(event.id(), result))
        .thenApply(published -> Settlement.ACCEPT)
        .exceptionallyCompose(this::returned);
  }

  private MediaResult run(MediaUploaded job) {
    try {
      MediaResult result = runner.run(job);
      LOG.debugf("medium %s: %s", job.mediumId(), result.type());
      return result;
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }

  /**
   * The result's id follows from the upload's and the presets, so that it is the same each time.
   */
  private CompletionStage<Void> publish(UUID upload, MediaResult result) {
    String name = upload + "/" + result.presetVersion();
    UUID id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.US_ASCII));
    CloudEvent<MediaResult> event =
        new CloudEvent<>(id, SOURCE, result.mediumId().toString(), clock.instant(), result);
    return results.send(id.toString(), CloudEvent.CONTENT_TYPE, EventCodec.encode(event));
  }

  private CompletionStage<Settlement> rejected(String why) {
    LOG.errorf("an upload goes to the dead letters: %s", why);
    metrics.returned("malformed");
    return CompletableFuture.completedStage(Settlement.REJECT);
  }

  private CompletionStage<Settlement> returned(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException wrapped && wrapped.getCause() != null
            ? wrapped.getCause()
            : failure;
    return switch (cause) {
      case IOException e -> later(Settlement.RELEASE, "blob_store", e);
      case BrokerUnavailableException e -> later(Settlement.RELEASE, "broker", e);
      default -> {
        LOG.error("an upload could not be processed", cause);
        yield later(Settlement.RETRY, "unforeseen", cause);
      }
    };
  }

  /** The pause keeps a message from spinning; its credit is not used meanwhile. */
  private CompletionStage<Settlement> later(
      Settlement settlement, String cause, Throwable failure) {
    LOG.warnf("an upload is given back (%s): %s", cause, failure.getMessage());
    metrics.returned(cause);
    return new CompletableFuture<Settlement>()
        .completeOnTimeout(settlement, config.retryPause().toMillis(), TimeUnit.MILLISECONDS);
  }

  private static boolean isBlobKey(String text) {
    try {
      BlobKey.parse(text);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
