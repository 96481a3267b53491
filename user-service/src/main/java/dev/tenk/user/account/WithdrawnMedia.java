package dev.tenk.user.account;

import dev.tenk.contract.CloudEvent;
import dev.tenk.contract.EventCodec;
import dev.tenk.contract.EventData;
import dev.tenk.contract.MalformedEventException;
import dev.tenk.contract.MediaWithdrawn;
import dev.tenk.contract.Queues;
import dev.tenk.platform.broker.Broker;
import dev.tenk.platform.broker.BrokerMessage;
import dev.tenk.platform.broker.DeadLetters;
import dev.tenk.platform.broker.Settlement;
import dev.tenk.platform.id.ShardedId;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;

/**
 * Takes avatars away whose media are public no longer. An event that comes twice changes nothing.
 */
@Singleton
public final class WithdrawnMedia {

  private static final int PARALLELISM = 2;
  private static final Duration RETRY_PAUSE = Duration.ofSeconds(1);

  private final Broker broker;
  private final Avatars avatars;
  private final DeadLetters dead;
  private final ExecutorService virtualThreads;

  WithdrawnMedia(Broker broker, Avatars avatars, @VirtualThreads ExecutorService virtualThreads) {
    this.broker = broker;
    this.avatars = avatars;
    this.dead = new DeadLetters(broker, Queues.MEDIA_WITHDRAWN, RETRY_PAUSE);
    this.virtualThreads = virtualThreads;
  }

  void start(@Observes StartupEvent event) {
    broker.receive(Queues.MEDIA_WITHDRAWN, PARALLELISM, this::handle);
  }

  private CompletionStage<Settlement> handle(BrokerMessage message) {
    CloudEvent<? extends EventData> event;
    try {
      event = EventCodec.decode(message.body());
    } catch (MalformedEventException e) {
      return dead.put(message, "malformed: " + e.getMessage());
    }
    if (!(event.data() instanceof MediaWithdrawn withdrawn)) {
      return dead.put(message, "malformed: it is a " + event.type());
    }
    return CompletableFuture.runAsync(() -> withdraw(withdrawn), virtualThreads)
        .thenApply(handled -> Settlement.ACCEPT)
        .exceptionallyCompose(failure -> dead.failed(message, failure));
  }

  private void withdraw(MediaWithdrawn withdrawn) {
    avatars.withdraw(new ShardedId(withdrawn.owner()), withdrawn.mediumId());
  }
}
