package dev.tenk.media.dead;

import dev.tenk.contract.Queues;
import dev.tenk.platform.broker.Broker;
import dev.tenk.platform.broker.BrokerMessage;
import dev.tenk.platform.broker.DeadLetters;
import dev.tenk.platform.broker.Settlement;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Takes dead letters off the broker. One that cannot be kept now is given back, without end. */
@Singleton
public final class DeadLetterConsumer {

  private static final Logger LOG = Logger.getLogger(DeadLetterConsumer.class);
  private static final long PAUSE_MILLIS = 2_000;

  private final Broker broker;
  private final DeadLetterOffice office;
  private final ExecutorService virtualThreads;

  DeadLetterConsumer(
      Broker broker, DeadLetterOffice office, @VirtualThreads ExecutorService virtualThreads) {
    this.broker = broker;
    this.office = office;
    this.virtualThreads = virtualThreads;
  }

  void start(@Observes StartupEvent event) {
    for (String queue : Queues.ALL) {
      broker.receive(DeadLetters.PREFIX + queue, 1, message -> keep(queue, message));
    }
  }

  private CompletionStage<Settlement> keep(String queue, BrokerMessage message) {
    return CompletableFuture.runAsync(() -> office.keep(queue, message), virtualThreads)
        .thenApply(kept -> Settlement.ACCEPT)
        .exceptionallyCompose(DeadLetterConsumer::later);
  }

  private static CompletableFuture<Settlement> later(Throwable failure) {
    LOG.warnf("a dead letter cannot be kept now: %s", failure);
    return new CompletableFuture<Settlement>()
        .completeOnTimeout(Settlement.RELEASE, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
  }
}
