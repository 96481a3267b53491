package dev.tenk.bench.engine;

import dev.tenk.platform.broker.Broker;
import dev.tenk.platform.broker.BrokerConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;

/** The services' own client of a broker, with their defaults. */
public final class BrokerClient {

  private BrokerClient() {}

  /** A connection that ends with Vert.x. */
  public static Broker to(String url, Vertx vertx) {
    BrokerConfig config =
        new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(BrokerConfig.class)
            .withDefaultValue("tenk.broker.url", url)
            .build()
            .getConfigMapping(BrokerConfig.class);
    return new Broker(vertx, config, new SimpleMeterRegistry());
  }
}
