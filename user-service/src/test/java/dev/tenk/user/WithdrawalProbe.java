package dev.tenk.user;

import dev.tenk.contract.CloudEvent;
import dev.tenk.contract.EventCodec;
import dev.tenk.contract.MediaWithdrawn;
import dev.tenk.contract.Queues;
import dev.tenk.embedded.EmbeddedEngines;
import dev.tenk.platform.broker.Broker;
import dev.tenk.platform.broker.BrokerConfig;
import dev.tenk.platform.broker.BrokerSender;
import dev.tenk.platform.id.ShardedId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.awaitility.Awaitility;

/** Tells of withdrawn media in media-service's name, on a link of its own. */
public final class WithdrawalProbe {

  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final BrokerSender SENDER = sender();

  private WithdrawalProbe() {}

  private static BrokerSender sender() {
    BrokerConfig config =
        new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(BrokerConfig.class)
            .withDefaultValue("tenk.broker.url", EmbeddedEngines.broker().url())
            .build()
            .getConfigMapping(BrokerConfig.class);
    return new Broker(Vertx.vertx(), config, new SimpleMeterRegistry())
        .sender(Queues.MEDIA_WITHDRAWN);
  }

  /** Sends it, again until the link is up. */
  public static void withdraw(ShardedId owner, ShardedId medium) {
    UUID id = UUID.randomUUID();
    byte[] event =
        EventCodec.encode(
            new CloudEvent<>(
                id,
                "/media-service",
                medium.toString(),
                Instant.now(),
                new MediaWithdrawn(medium.value(), owner.value())));
    Awaitility.await()
        .atMost(LIMIT)
        .ignoreExceptions()
        .until(
            () -> {
              SENDER
                  .send(id.toString(), CloudEvent.CONTENT_TYPE, event)
                  .toCompletableFuture()
                  .join();
              return true;
            });
  }
}
