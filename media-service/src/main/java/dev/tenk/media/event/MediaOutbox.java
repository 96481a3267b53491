package dev.tenk.media.event;

import dev.tenk.contract.CloudEvent;
import dev.tenk.contract.EventCodec;
import dev.tenk.contract.EventData;
import dev.tenk.contract.MediaWithdrawn;
import dev.tenk.contract.Queues;
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
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/** Events of this service: they commit with the change, and are sent afterwards. */
@Singleton
public final class MediaOutbox {

  private static final String SOURCE = "/media-service";

  private final Outbox outbox;
  private final OutboxRelay relay;
  private final InstantSource clock;

  MediaOutbox(
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

  /** Adds an event about a medium to the current transaction. Blocking. */
  public void add(ShardedId medium, String queue, EventData data) {
    add(medium, queue, data, Duration.ZERO);
  }

  /** The same, to be sent after a delay at the earliest. */
  public void add(ShardedId medium, String queue, EventData data, Duration delay) {
    UUID id = UUID.randomUUID();
    CloudEvent<EventData> event =
        new CloudEvent<>(id, SOURCE, medium.toString(), clock.instant(), data);
    outbox.add(
        new OutboxMessage(
            id, medium.bucket(), queue, CloudEvent.CONTENT_TYPE, EventCodec.encode(event), delay));
  }

  /** The current transaction takes a medium away that everybody could see. Blocking. */
  public void withdrawn(ShardedId owner, ShardedId medium) {
    add(medium, Queues.MEDIA_WITHDRAWN, new MediaWithdrawn(medium.value(), owner.value()));
  }

  /** The current transaction changes a medium: whoever follows it is told. Blocking. */
  public void changed(ShardedId owner, ShardedId medium) {
    outbox.add(new ChangeNotice(owner, medium).message());
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
