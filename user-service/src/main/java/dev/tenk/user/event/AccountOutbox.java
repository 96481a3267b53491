package dev.tenk.user.event;

import dev.tenk.contract.CloudEvent;
import dev.tenk.contract.EventCodec;
import dev.tenk.contract.EventData;
import dev.tenk.platform.broker.Broker;
import dev.tenk.platform.id.ShardedId;
import dev.tenk.platform.outbox.Outbox;
import dev.tenk.platform.outbox.OutboxConfig;
import dev.tenk.platform.outbox.OutboxMessage;
import dev.tenk.platform.outbox.OutboxRelay;
import dev.tenk.platform.outbox.OutboxSink;
import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/** Events of this service: they commit with the change, and are sent afterwards. */
@Singleton
public final class AccountOutbox {

  private static final String SOURCE = "/user-service";

  private final Outbox outbox;
  private final OutboxRelay relay;
  private final InstantSource clock;

  AccountOutbox(
      AgroalDataSource dataSource,
      TransactionSynchronizationRegistry transactions,
      Broker broker,
      @All List<OutboxSink> sinks,
      OutboxConfig config,
      MeterRegistry metrics,
      InstantSource clock) {
    this.relay = new OutboxRelay(dataSource, broker, sinks, config, metrics);
    this.outbox = new Outbox(dataSource, transactions, relay::committed);
    this.clock = clock;
  }

  /** Adds an event about an account to the current transaction. Blocking. */
  public void add(ShardedId account, String queue, EventData data) {
    UUID id = UUID.randomUUID();
    CloudEvent<EventData> event =
        new CloudEvent<>(id, SOURCE, account.toString(), clock.instant(), data);
    outbox.add(
        new OutboxMessage(
            id, account.bucket(), queue, CloudEvent.CONTENT_TYPE, EventCodec.encode(event)));
  }

  /** Adds a message to the current transaction, for a queue or an {@link OutboxSink}. Blocking. */
  public void add(OutboxMessage message) {
    outbox.add(message);
  }

  /** For statements that write their messages themselves. */
  @Produces
  @Singleton
  Outbox outbox() {
    return outbox;
  }

  void start(@Observes StartupEvent event) {
    relay.start();
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    relay.close();
  }
}
