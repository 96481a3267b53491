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
import dev.tenk.platform.broker.DeadLetters;
import dev.tenk.platform.broker.Outages;
import dev.tenk.platform.broker.Settlement;
import dev.tenk.worker.image.NoRoomException;
import io.opentelemetry.context.Context;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Takes uploads off the queues, as many as are processed at a time, and settles each when what it
 * led to is safe with the broker.
 *
 * <p>There are four ends: a result; a deferral, when the blob store or the memory is to blame,
 * which media-service sends again later; the dead letters, for what breaks or blocks the worker;
 * and back to the queue, when the broker does not answer or the process ends.
 */
@Singleton
public final class JobConsumer {

  private static final Logger LOG = Logger.getLogger(JobConsumer.class);
  private static final String UNFORESEEN = "unforeseen: ";
  private static final int MAX_UNFORESEEN = 3;

  private final Broker broker;
  private final JobResults results;
  private final JobExecution execution;
  private final JobMetrics metrics;
  private final JobConfig config;
  private final JobJournal journal;
  private final JobSlots slots;
  private final Set<UUID> running = ConcurrentHashMap.newKeySet();

  JobConsumer(
      Broker broker,
      JobResults results,
      JobExecution execution,
      JobJournal journal,
      JobMetrics metrics,
      JobConfig config) {
    this.broker = broker;
    this.results = results;
    this.execution = execution;
    this.journal = journal;
    this.metrics = metrics;
    this.config = config;
    this.slots = new JobSlots(config.parallelismOrCores());
  }

  void start(@Observes StartupEvent event) {
    receive(Queues.MEDIA_UPLOADED, config.parallelismOrCores(), JobSlots.Lane.INTERACTIVE);
    receive(Queues.MEDIA_BULK, slots.bulkSlots(), JobSlots.Lane.BULK);
  }

  private void receive(String queue, int credit, JobSlots.Lane lane) {
    var dead = new DeadLetters(broker, queue, config.retryPause());
    broker.receive(queue, credit, message -> handle(message, lane, dead));
  }

  /** Takes nothing more, gives back what has not begun, and lets the rest end in time. */
  void stop(@Observes ShutdownEvent event) {
    CompletableFuture<Void> drained = broker.drain().toCompletableFuture();
    slots.close();
    drained.completeOnTimeout(null, config.drain().toMillis(), TimeUnit.MILLISECONDS).join();
    running.forEach(journal::end);
    execution.close();
  }

  private CompletionStage<Settlement> handle(
      BrokerMessage message, JobSlots.Lane lane, DeadLetters dead) {
    CloudEvent<? extends EventData> event;
    try {
      event = EventCodec.decode(message.body());
    } catch (MalformedEventException e) {
      return malformed(message, dead, String.valueOf(e.getMessage()));
    }
    if (!(event.data() instanceof MediaUploaded job)) {
      return malformed(message, dead, "it is a " + event.type());
    }
    if (!isBlobKey(job.blobKey())) {
      return malformed(message, dead, "it names no blob");
    }
    long before = Math.max(message.deliveryCount(), journal.deaths(event.id()));
    if (before >= DeadLetters.MAX_DELIVERIES) {
      metrics.returned("crash");
      journal.end(event.id());
      return dead.put(message, "crash: begun %d times before, and never ended".formatted(before));
    }
    return slots
        .take(before > 0 ? JobSlots.Lane.SUSPECT : lane)
        .thenCompose(slot -> run(event.id(), job, slot, message.trace()))
        .thenCompose(result -> results.ended(event.id(), result, message))
        .thenApply(published -> Settlement.ACCEPT)
        .exceptionallyCompose(
            failure -> notEnded(message, event, job, dead, Outages.root(failure)));
  }

  private CompletableFuture<MediaResult> run(
      UUID event, MediaUploaded job, JobSlots.Slot slot, Context trace) {
    running.add(event);
    journal.begin(event);
    return execution
        .run(job, trace)
        .whenComplete(
            (done, failed) -> {
              running.remove(event);
              journal.end(event);
              slot.close();
            });
  }

  private CompletionStage<Settlement> malformed(
      BrokerMessage message, DeadLetters dead, String why) {
    metrics.returned("malformed");
    return dead.put(message, "malformed: " + why);
  }

  private CompletionStage<Settlement> notEnded(
      BrokerMessage message,
      CloudEvent<? extends EventData> event,
      MediaUploaded job,
      DeadLetters dead,
      Throwable cause) {
    return switch (cause) {
      case CancellationException _ -> CompletableFuture.completedStage(Settlement.RELEASE);
      case StuckJobException stuck -> {
        metrics.returned("timeout");
        String reason = "timeout: " + stuck.getMessage();
        yield dead.put(message, history(event, results.tried(job, reason)), reason);
      }
      case NoRoomException e -> {
        metrics.returned("no_room");
        yield defer(message, event, results.tried(job, "no_room: " + e.getMessage()));
      }
      case IOException e -> {
        metrics.returned("blob_store");
        yield defer(message, event, results.tried(job, "blob_store: " + e.getMessage()));
      }
      default ->
          Outages.isOutage(cause) ? release(cause) : unforeseen(message, event, job, dead, cause);
    };
  }

  private CompletionStage<Settlement> unforeseen(
      BrokerMessage message,
      CloudEvent<? extends EventData> event,
      MediaUploaded job,
      DeadLetters dead,
      Throwable cause) {
    LOG.error("an upload could not be processed", cause);
    metrics.returned("unforeseen");
    String reason = UNFORESEEN + cause;
    MediaUploaded tried = results.tried(job, reason);
    long times = tried.tries().stream().filter(one -> one.reason().startsWith(UNFORESEEN)).count();
    return times >= MAX_UNFORESEEN
        ? dead.put(message, history(event, tried), reason)
        : defer(message, event, tried);
  }

  private CompletionStage<Settlement> defer(
      BrokerMessage message, CloudEvent<? extends EventData> event, MediaUploaded tried) {
    LOG.warnf("an upload is deferred: %s", tried.tries().getLast().reason());
    return results
        .deferred(event.id(), tried, message)
        .thenApply(published -> Settlement.ACCEPT)
        .exceptionallyCompose(this::release);
  }

  /** The pause keeps a message from spinning; its credit is not used meanwhile. */
  private CompletionStage<Settlement> release(Throwable failure) {
    LOG.warnf("an upload is given back: %s", failure.getMessage());
    metrics.returned("broker");
    return new CompletableFuture<Settlement>()
        .completeOnTimeout(
            Settlement.RELEASE, config.retryPause().toMillis(), TimeUnit.MILLISECONDS);
  }

  /** The event with the tries it had, for those who look at the dead letters. */
  private static byte[] history(CloudEvent<? extends EventData> event, MediaUploaded tried) {
    return EventCodec.encode(
        new CloudEvent<>(event.id(), event.source(), event.subject(), event.time(), tried));
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
