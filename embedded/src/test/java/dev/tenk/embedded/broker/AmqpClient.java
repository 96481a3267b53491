package dev.tenk.embedded.broker;

import io.vertx.core.Vertx;
import io.vertx.proton.ProtonClient;
import io.vertx.proton.ProtonConnection;
import io.vertx.proton.ProtonDelivery;
import io.vertx.proton.ProtonSender;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.qpid.proton.amqp.messaging.AmqpValue;
import org.apache.qpid.proton.amqp.transport.DeliveryState;
import org.apache.qpid.proton.message.Message;
import org.apache.qpid.proton.message.Message.Factory;

/**
 * A small AMQP 1.0 client, as the services' own one speaks: explicit settlement, errors by the
 * remote's condition.
 */
final class AmqpClient implements AutoCloseable {
  private static final int LIMIT_SECONDS = 20;

  private final Vertx vertx;
  private final ProtonConnection connection;

  private AmqpClient(Vertx vertx, ProtonConnection connection) {
    this.vertx = vertx;
    this.connection = connection;
  }

  static AmqpClient connect(Broker broker, String password) throws Exception {
    Vertx vertx = Vertx.vertx();
    try {
      var connected = new CompletableFuture<ProtonConnection>();
      onContext(
          vertx,
          () ->
              ProtonClient.create(vertx)
                  .connect(
                      "127.0.0.1",
                      broker.port(),
                      broker.username(),
                      password,
                      result -> {
                        if (result.failed()) {
                          connected.completeExceptionally(result.cause());
                          return;
                        }
                        result
                            .result()
                            .openHandler(
                                open -> {
                                  if (open.failed()) {
                                    connected.completeExceptionally(open.cause());
                                  } else {
                                    connected.complete(open.result());
                                  }
                                })
                            .open();
                      }));
      return new AmqpClient(vertx, connected.get(LIMIT_SECONDS, TimeUnit.SECONDS));
    } catch (Exception e) {
      vertx.close();
      throw e;
    }
  }

  /** Sends one message; answers what the broker made of it. */
  DeliveryState send(String queue, String body) throws Exception {
    var settled = new CompletableFuture<DeliveryState>();
    onContext(
        vertx,
        () -> {
          ProtonSender sender = connection.createSender(queue);
          sender.closeHandler(closed -> settled.completeExceptionally(closed.cause()));
          sender.openHandler(
              open -> {
                if (open.failed()) {
                  settled.completeExceptionally(open.cause());
                  return;
                }
                Message message = Factory.create();
                message.setDurable(true);
                message.setBody(new AmqpValue(body));
                sender.send(message, delivery -> settled.complete(delivery.getRemoteState()));
              });
          sender.open();
        });
    return settled.get(LIMIT_SECONDS, TimeUnit.SECONDS);
  }

  /** Takes messages, settling each as told; their bodies arrive in the answered queue. */
  BlockingQueue<String> receive(String queue, Consumer<ProtonDelivery> settle) throws Exception {
    BlockingQueue<String> bodies = new LinkedBlockingQueue<>();
    var opened = new CompletableFuture<Void>();
    onContext(
        vertx,
        () ->
            connection
                .createReceiver(queue)
                .setAutoAccept(false)
                .setPrefetch(1)
                .handler(
                    (delivery, message) -> {
                      settle.accept(delivery);
                      bodies.add((String) ((AmqpValue) message.getBody()).getValue());
                    })
                .openHandler(
                    open -> {
                      if (open.failed()) {
                        opened.completeExceptionally(open.cause());
                      } else {
                        opened.complete(null);
                      }
                    })
                .open());
    opened.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    return bodies;
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private static void onContext(Vertx vertx, Runnable action) {
    vertx.getOrCreateContext().runOnContext(nothing -> action.run());
  }
}
