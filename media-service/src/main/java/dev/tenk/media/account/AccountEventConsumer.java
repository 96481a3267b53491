package dev.tenk.media.account;

import dev.tenk.contract.AccountDeleted;
import dev.tenk.contract.AccountEvent;
import dev.tenk.contract.CloudEvent;
import dev.tenk.contract.EventCodec;
import dev.tenk.contract.EventData;
import dev.tenk.contract.MalformedEventException;
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
 * Hears what becomes of accounts. An event is settled after all of its effects have committed, so
 * that one that was interrupted goes on with the next delivery.
 */
@Singleton
public final class AccountEventConsumer {

  private static final int PARALLELISM = 2;
  private static final Duration RETRY_PAUSE = Duration.ofSeconds(1);

  private final Broker broker;
  private final AccountMedia media;
  private final DeadLetters dead;
  private final ExecutorService virtualThreads;

  AccountEventConsumer(
      Broker broker, AccountMedia media, @VirtualThreads ExecutorService virtualThreads) {
    this.broker = broker;
    this.media = media;
    this.dead = new DeadLetters(broker, Queues.ACCOUNT_EVENTS, RETRY_PAUSE);
    this.virtualThreads = virtualThreads;
  }

  void start(@Observes StartupEvent event) {
    broker.receive(Queues.ACCOUNT_EVENTS, PARALLELISM, this::handle);
  }

  private CompletionStage<Settlement> handle(BrokerMessage message) {
    CloudEvent<? extends EventData> event;
    try {
      event = EventCodec.decode(message.body());
    } catch (MalformedEventException e) {
      return dead.put(message, "malformed: " + e.getMessage());
    }
    if (!(event.data() instanceof AccountEvent account)) {
      return dead.put(message, "malformed: it is a " + event.type());
    }
    return CompletableFuture.runAsync(() -> handle(account), virtualThreads)
        .thenApply(handled -> Settlement.ACCEPT)
        .exceptionallyCompose(failure -> dead.failed(message, failure));
  }

  private void handle(AccountEvent account) {
    switch (account) {
      case AccountDeleted deleted -> media.deleteAll(new ShardedId(deleted.accountId()));
    }
  }
}
