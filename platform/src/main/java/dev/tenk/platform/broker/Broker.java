package dev.tenk.platform.broker;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.proton.ProtonConnection;
import io.vertx.proton.ProtonQoS;
import io.vertx.proton.ProtonReceiver;
import io.vertx.proton.ProtonSender;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One AMQP 1.0 connection of this process, shared by its senders and receivers, that comes back by
 * itself.
 *
 * <p>All of its state belongs to one event loop; the methods may be called on any thread and never
 * block. Written on Vert.x Proton rather than the reactive-messaging connector, whose receiver
 * cannot bound its credit (see ADR 0004).
 */
@ApplicationScoped
public class Broker {

  private static final Logger LOG = Logger.getLogger(Broker.class);

  private final Vertx vertx;
  private final BrokerConfig config;
  private final Context loop;
  private final BrokerLink link;
  private final BrokerMetrics metrics;
  private final List<BrokerSender> senders = new ArrayList<>();
  private final List<BrokerReceiver> receivers = new ArrayList<>();

  /** Begins to connect, and goes on until it is closed. */
  public Broker(Vertx vertx, BrokerConfig config, MeterRegistry registry) {
    this.vertx = vertx;
    this.config = config;
    this.loop = vertx.getOrCreateContext();
    this.link = new BrokerLink(vertx, loop, config, this::connected, this::lost);
    this.metrics = new BrokerMetrics(registry);
    registry.gauge("tenk.broker.connected", link, open -> open.isConnected() ? 1 : 0);
    loop.runOnContext(start -> link.connect());
  }

  /** A sender to a queue; one per queue is enough. */
  public BrokerSender sender(String queue) {
    BrokerSender sender = new BrokerSender(loop, address(queue), config, metrics);
    loop.runOnContext(
        add -> {
          senders.add(sender);
          link.connection().ifPresent(open -> attach(sender, open));
        });
    return sender;
  }

  /**
   * Receives a queue's messages.
   *
   * @param credit how many are handled at a time: credit is granted again when one is settled, so
   *     that a process holds no more than it works on
   */
  public BrokerReceiver receive(String queue, int credit, BrokerHandler handler) {
    BrokerReceiver receiver = new BrokerReceiver(loop, address(queue), credit, handler);
    loop.runOnContext(
        add -> {
          receivers.add(receiver);
          link.connection().ifPresent(open -> attach(receiver, open));
        });
    return receiver;
  }

  /** Whether the link is up now. */
  public boolean isConnected() {
    return link.isConnected();
  }

  /** Takes no more messages, lets those in hand finish; completes when all are settled. */
  public CompletionStage<Void> drain() {
    CompletableFuture<Void> drained = new CompletableFuture<>();
    loop.runOnContext(
        now -> {
          var all = receivers.stream().map(BrokerReceiver::drain).toArray(CompletableFuture[]::new);
          CompletableFuture.allOf(all).thenRun(() -> drained.complete(null));
        });
    return drained;
  }

  @PreDestroy
  void close() {
    loop.runOnContext(now -> link.close());
  }

  private void connected(ProtonConnection connection) {
    senders.forEach(sender -> attach(sender, connection));
    receivers.forEach(receiver -> attach(receiver, connection));
  }

  private void lost() {
    senders.forEach(BrokerSender::detached);
    receivers.forEach(BrokerReceiver::detached);
  }

  private void attach(BrokerSender sender, ProtonConnection connection) {
    if (connection.isDisconnected()) {
      return;
    }
    ProtonSender proton = connection.createSender(sender.address());
    proton.setQoS(ProtonQoS.AT_LEAST_ONCE).setAutoSettle(true);
    proton.openHandler(
        opened -> {
          if (opened.succeeded() && opened.result().getRemoteTarget() != null) {
            sender.attached(proton);
          }
        });
    proton.closeHandler(
        closed -> {
          sender.detached();
          proton.close();
          later(
              "sender to " + sender.address(),
              closed.cause(),
              connection,
              () -> attach(sender, connection));
        });
    proton.open();
  }

  private void attach(BrokerReceiver receiver, ProtonConnection connection) {
    if (connection.isDisconnected()) {
      return;
    }
    ProtonReceiver proton = connection.createReceiver(receiver.address());
    proton.setPrefetch(0).setAutoAccept(false).setQoS(ProtonQoS.AT_LEAST_ONCE);
    proton.openHandler(
        opened -> {
          if (opened.succeeded() && opened.result().getRemoteSource() != null) {
            receiver.attached(proton);
          }
        });
    proton.closeHandler(
        closed -> {
          receiver.detached();
          proton.close();
          later(
              "receiver from " + receiver.address(),
              closed.cause(),
              connection,
              () -> attach(receiver, connection));
        });
    proton.handler(receiver::received);
    proton.open();
  }

  /**
   * A link that the broker refuses or closes is opened again after a pause, the others go on. A
   * link that is refused is opened and closed at once by the broker (AMQP 1.0, section 2.6.3).
   */
  private void later(
      String what, @Nullable Throwable cause, ProtonConnection connection, Runnable attach) {
    LOG.warnf("broker: %s was closed: %s", what, cause == null ? "no reason" : cause.getMessage());
    vertx.setTimer(
        config.maxReconnectPause().toMillis(),
        fired ->
            loop.runOnContext(
                again -> {
                  if (link.connection().filter(open -> open == connection).isPresent()) {
                    attach.run();
                  }
                }));
  }

  private String address(String queue) {
    return config.addressPrefix().orElse("") + queue;
  }
}
