package dev.tenk.platform.broker;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** A client of a broker, outside of Quarkus. */
public final class TestBroker implements AutoCloseable {

  private final Vertx vertx = Vertx.vertx();
  private final Broker client;

  /** Connects, and goes on connecting, to this address. */
  public TestBroker(String url) {
    this(url, Optional.empty());
  }

  /** The same, over TLS, where this certificate is trusted and no other. */
  TestBroker(String url, Optional<Path> trustCertificate) {
    client = new Broker(vertx, new Config(url, trustCertificate), new SimpleMeterRegistry());
  }

  /** The client. */
  public Broker client() {
    return client;
  }

  @Override
  public void close() {
    client.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private record Config(String address, Optional<Path> trustCertificate) implements BrokerConfig {

    @Override
    public Optional<URI> url() {
      return Optional.of(URI.create(address));
    }

    @Override
    public Optional<String> addressPrefix() {
      return Optional.empty();
    }

    @Override
    public Duration heartbeat() {
      return Duration.ofSeconds(2);
    }

    @Override
    public Duration maxReconnectPause() {
      return Duration.ofMillis(200);
    }

    @Override
    public Duration sendTimeout() {
      return Duration.ofSeconds(5);
    }

    @Override
    public int maxUnsettled() {
      return 4;
    }
  }
}
