package dev.tenk.platform.broker;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How the AMQP 1.0 broker is reached. */
@ConfigMapping(prefix = "tenk.broker")
public interface BrokerConfig {

  /** {@code amqp://user:password@host:port}, or {@code amqps} for TLS. */
  Optional<URI> url();

  /**
   * File of the certificates (PEM) that vouch for the broker with {@code amqps}; the JVM's own
   * authorities by default.
   */
  Optional<Path> trustCertificate();

  /**
   * Put before a queue's name to make its address: empty on Artemis, {@code /queues/} on RabbitMQ
   * 4.
   */
  @WithDefault("")
  Optional<String> addressPrefix();

  /**
   * Silence after which the link counts as lost; the broker is asked for signs of life at half of
   * it.
   */
  @WithDefault("10S")
  Duration heartbeat();

  /** The longest pause between two tries to connect. */
  @WithDefault("5S")
  Duration maxReconnectPause();

  /** How long the broker may take to accept a sent message before it counts as not accepted. */
  @WithDefault("10S")
  Duration sendTimeout();

  /** How many sent messages may wait for the broker; more are refused at once. */
  @WithDefault("512")
  int maxUnsettled();
}
