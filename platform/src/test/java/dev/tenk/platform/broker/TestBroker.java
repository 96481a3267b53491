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
  private boolean dead;
  private final Broker client;

  /** Connects, and goes on connecting, to this address. */
  public TestBroker(String url) {
    this(url, Optional.empty());
  }

  /** The same, over TLS, where this certificate is trusted and no other. */
  TestBroker(String url, Optional<Path> trustCertificate) {
    this(new Config(url, trustCertificate, Optional.empty()));
  }

  private TestBroker(Config config) {
    client = new Broker(vertx, config, new SimpleMeterRegistry());
  }

  /** The same, where queues have addresses that begin with this. */
  static TestBroker withPrefix(String url, String prefix) {
    return new TestBroker(new Config(url, Optional.empty(), Optional.of(prefix)));
  }

  /** Ends without a word to the broker, as a killed process does. */
  void die() {
    dead = true;
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  /** The client. */
  public Broker client() {
    return client;
  }

  @Override
  public void close() {
    if (dead) {
      return;
    }
    client.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private record Config(
      String address, Optional<Path> trustCertificate, Optional<String> addressPrefix)
      implements BrokerConfig {

    @Override
    public Optional<URI> url() {
      return Optional.of(URI.create(address));
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
