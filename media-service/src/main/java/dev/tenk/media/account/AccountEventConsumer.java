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
import dev.tenk.platform.broker.Settlement;
import dev.tenk.platform.id.ShardedId;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Hears what becomes of accounts. An event is settled after all of its effects have committed, so
 * that one that was interrupted goes on with the next delivery.
 */
@Singleton
public final class AccountEventConsumer {

  private static final Logger LOG = Logger.getLogger(AccountEventConsumer.class);
  private static final int PARALLELISM = 2;
  private static final long RETRY_PAUSE_MILLIS = 1_000;

  private final Broker broker;
  private final AccountMedia media;
  private final ExecutorService virtualThreads;

  AccountEventConsumer(
      Broker broker, AccountMedia media, @VirtualThreads ExecutorService virtualThreads) {
    this.broker = broker;
    this.media = media;
    this.virtualThreads = virtualThreads;
  }

  void start(@Observes StartupEvent event) {
    broker.receive(
        Queues.ACCOUNT_EVENTS,
        PARALLELISM,
        message ->
            CompletableFuture.supplyAsync(() -> handle(message), virtualThreads)
                .exceptionallyCompose(AccountEventConsumer::releaseLater));
  }

  private Settlement handle(BrokerMessage message) {
    CloudEvent<? extends EventData> event;
    try {
      event = EventCodec.decode(message.body());
    } catch (MalformedEventException e) {
      LOG.errorf("an account's event goes to the dead letters: %s", e.getMessage());
      return Settlement.REJECT;
    }
    if (!(event.data() instanceof AccountEvent account)) {
      LOG.errorf("an account's event goes to the dead letters: it is a %s", event.type());
      return Settlement.REJECT;
    }
    switch (account) {
      case AccountDeleted deleted -> media.deleteAll(new ShardedId(deleted.accountId()));
    }
    return Settlement.ACCEPT;
  }

  /** The database is away, most likely: the message is not to blame. */
  private static CompletableFuture<Settlement> releaseLater(Throwable failure) {
    LOG.warnf("an account's event cannot be handled now: %s", failure);
    return new CompletableFuture<Settlement>()
        .completeOnTimeout(Settlement.RELEASE, RETRY_PAUSE_MILLIS, TimeUnit.MILLISECONDS);
  }
}
