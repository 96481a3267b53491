package dev.tenk.platform.broker;

import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.proton.ProtonClient;
import io.vertx.proton.ProtonClientOptions;
import io.vertx.proton.ProtonConnection;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the connection up: connects, notices its loss by heartbeat, and connects again with
 * growing, jittered pauses.
 */
final class BrokerLink {

  private static final Logger LOG = Logger.getLogger(BrokerLink.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final int AMQP_PORT = 5672;
  private static final int AMQPS_PORT = 5671;

  private final Vertx vertx;
  private final Context loop;
  private final BrokerConfig config;
  private final URI url;
  private final ProtonClient client;
  private final Consumer<ProtonConnection> onConnected;
  private final Runnable onLost;

  private volatile @Nullable ProtonConnection connection;
  private @Nullable ProtonConnection opening;
  private boolean connecting;
  private boolean closed;
  private Duration pause = FIRST_PAUSE;

  BrokerLink(
      Vertx vertx,
      Context loop,
      BrokerConfig config,
      Consumer<ProtonConnection> onConnected,
      Runnable onLost) {
    this.vertx = vertx;
    this.loop = loop;
    this.config = config;
    this.url =
        config.url().orElseThrow(() -> new IllegalStateException("tenk.broker.url must be set"));
    this.client = ProtonClient.create(vertx);
    this.onConnected = onConnected;
    this.onLost = onLost;
  }

  boolean isConnected() {
    return connection != null;
  }

  Optional<ProtonConnection> connection() {
    return Optional.ofNullable(connection);
  }

  void connect() {
    if (closed) {
      return;
    }
    connecting = true;
    boolean tls = "amqps".equals(url.getScheme());
    int port = url.getPort() >= 0 ? url.getPort() : tls ? AMQPS_PORT : AMQP_PORT;
    ProtonClientOptions options = new ProtonClientOptions();
    options
        .setHeartbeat((int) config.heartbeat().toMillis() / 2)
        .setHostnameVerificationAlgorithm("HTTPS")
        .setSsl(tls)
        .setConnectTimeout((int) config.heartbeat().toMillis());
    config
        .trustCertificate()
        .ifPresent(
            file -> options.setTrustOptions(new PemTrustOptions().addCertPath(file.toString())));
    String[] user = Optional.ofNullable(url.getUserInfo()).orElse("").split(":", 2);
    if (user.length == 2) {
      client.connect(options, url.getHost(), port, user[0], user[1], this::opened);
    } else {
      client.connect(options, url.getHost(), port, this::opened);
    }
  }

  void close() {
    closed = true;
    ProtonConnection open = connection;
    if (open != null) {
      open.close();
      open.disconnect();
    }
  }

  private void opened(AsyncResult<ProtonConnection> result) {
    if (result.failed()) {
      LOG.warnf("broker: cannot connect: %s", result.cause().getMessage());
      connecting = false;
      retryLater();
      return;
    }
    ProtonConnection fresh = result.result();
    opening = fresh;
    fresh.setContainer("tenk-" + ProcessHandle.current().pid());
    fresh.disconnectHandler(gone -> disconnected(fresh));
    fresh.closeHandler(
        gone -> {
          fresh.disconnect();
          disconnected(fresh);
        });
    fresh.openHandler(
        open -> {
          if (open.failed()) {
            fresh.disconnect();
            return;
          }
          LOG.info("broker: connected");
          opening = null;
          connecting = false;
          connection = fresh;
          pause = FIRST_PAUSE;
          onConnected.accept(fresh);
        });
    fresh.open();
  }

  /** The late end of a connection that was given up before is no reason to connect again. */
  private void disconnected(ProtonConnection gone) {
    if (connection == gone) {
      LOG.warn("broker: connection lost");
      disconnected();
    } else if (opening == gone) {
      opening = null;
      connecting = false;
      retryLater();
    }
  }

  private void disconnected() {
    connection = null;
    onLost.run();
    retryLater();
  }

  /** One try at a time: two would leave a connection behind that nobody closes. */
  private void retryLater() {
    if (closed || connecting) {
      return;
    }
    connecting = true;
    long millis = pause.toMillis();
    long jittered = millis / 2 + ThreadLocalRandom.current().nextLong(millis / 2 + 1);
    pause = min(pause.multipliedBy(2), config.maxReconnectPause());
    vertx.setTimer(jittered, fired -> loop.runOnContext(again -> connect()));
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
