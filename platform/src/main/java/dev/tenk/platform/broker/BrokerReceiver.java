package dev.tenk.platform.broker;

import dev.tenk.platform.trace.MessageSpans;
import dev.tenk.platform.trace.TraceParent;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.proton.ProtonDelivery;
import io.vertx.proton.ProtonReceiver;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.qpid.proton.amqp.Binary;
import org.apache.qpid.proton.amqp.messaging.Accepted;
import org.apache.qpid.proton.amqp.messaging.AmqpValue;
import org.apache.qpid.proton.amqp.messaging.ApplicationProperties;
import org.apache.qpid.proton.amqp.messaging.Data;
import org.apache.qpid.proton.amqp.messaging.Modified;
import org.apache.qpid.proton.amqp.messaging.Rejected;
import org.apache.qpid.proton.amqp.messaging.Released;
import org.apache.qpid.proton.amqp.messaging.Section;
import org.apache.qpid.proton.amqp.transport.DeliveryState;
import org.apache.qpid.proton.message.Message;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Receives one queue with a fixed number of messages in hand: each settlement grants the credit for
 * one more.
 *
 * <p>A message whose link is lost while it is handled comes again, to this process or another.
 */
public final class BrokerReceiver {

  private static final Logger LOG = Logger.getLogger(BrokerReceiver.class);
  private static final byte[] EMPTY = {};

  private final io.vertx.core.Context loop;
  private final String address;
  private final int credit;
  private final BrokerHandler handler;
  private final CompletableFuture<Void> drained = new CompletableFuture<>();

  private @Nullable ProtonReceiver proton;
  private boolean draining;
  private int inHand;

  BrokerReceiver(io.vertx.core.Context loop, String address, int credit, BrokerHandler handler) {
    if (credit < 1) {
      throw new IllegalArgumentException("credit must be at least 1: " + credit);
    }
    this.loop = loop;
    this.address = address;
    this.credit = credit;
    this.handler = handler;
  }

  String address() {
    return address;
  }

  void attached(ProtonReceiver receiver) {
    proton = receiver;
    int free = credit - inHand;
    if (!draining && free > 0) {
      receiver.flow(free);
    }
  }

  void detached() {
    proton = null;
  }

  void received(ProtonDelivery delivery, Message message) {
    ProtonReceiver source = proton;
    if (draining) {
      settle(delivery, Settlement.RELEASE);
      return;
    }
    inHand++;
    Object id = message.getMessageId();
    BrokerMessage described = described(id == null ? null : id.toString(), message);
    if (described.trace() == Context.root()) {
      handle(source, delivery, described);
    } else {
      handleTraced(source, delivery, described);
    }
  }

  /** On a context of its own, which takes the trace along to the threads that it leads to. */
  @SuppressWarnings("MustBeClosedChecker") // closed when the message is settled
  private void handleTraced(
      @Nullable ProtonReceiver source, ProtonDelivery delivery, BrokerMessage message) {
    Objects.requireNonNull(VertxContext.createNewDuplicatedContext(loop))
        .runOnContext(
            now -> {
              Scope scope = message.trace().makeCurrent();
              var _ =
                  handle(source, delivery, message)
                      .whenComplete(
                          (settlement, failure) -> {
                            scope.close();
                            MessageSpans.end(message.trace(), failure);
                          });
            });
  }

  private CompletionStage<Settlement> handle(
      @Nullable ProtonReceiver source, ProtonDelivery delivery, BrokerMessage message) {
    return handle(message)
        .whenComplete(
            (settlement, failure) -> {
              if (failure != null) {
                LOG.error("a message could not be handled", failure);
              }
              Settlement outcome = failure == null ? settlement : Settlement.RETRY;
              loop.runOnContext(now -> finished(source, delivery, outcome));
            });
  }

  private BrokerMessage described(@Nullable String id, Message message) {
    Map<String, String> properties = texts(message.getApplicationProperties());
    String traceparent = properties.get(TraceParent.PROPERTY);
    return new BrokerMessage(
        id,
        message.getContentType(),
        body(message.getBody()),
        message.getDeliveryCount(),
        properties,
        traceparent == null ? Context.root() : MessageSpans.processing(address, id, traceparent));
  }

  private static Map<String, String> texts(@Nullable ApplicationProperties properties) {
    Map<String, String> texts = new HashMap<>();
    if (properties != null && properties.getValue() != null) {
      properties
          .getValue()
          .forEach(
              (name, value) -> {
                if (value instanceof String text) {
                  texts.put(name, text);
                }
              });
    }
    return texts;
  }

  private CompletionStage<Settlement> handle(BrokerMessage message) {
    try {
      return handler.handle(message);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private void finished(
      @Nullable ProtonReceiver source, ProtonDelivery delivery, Settlement settlement) {
    inHand--;
    ProtonReceiver open = proton;
    if (open != null && source == open) {
      settle(delivery, settlement);
    }
    if (open != null && !draining) {
      open.flow(1);
    }
    if (draining && inHand == 0) {
      drained.complete(null);
    }
  }

  /** On the event loop: no more credit is used; completes when nothing is in hand. */
  CompletableFuture<Void> drain() {
    draining = true;
    if (inHand == 0) {
      drained.complete(null);
    }
    return drained;
  }

  private static void settle(ProtonDelivery delivery, Settlement settlement) {
    delivery.disposition(state(settlement), true);
  }

  private static DeliveryState state(Settlement settlement) {
    return switch (settlement) {
      case ACCEPT -> Accepted.getInstance();
      case RELEASE -> Released.getInstance();
      case REJECT -> new Rejected();
      case RETRY -> {
        Modified modified = new Modified();
        modified.setDeliveryFailed(true);
        yield modified;
      }
    };
  }

  private static byte[] body(Section body) {
    return switch (body) {
      case Data data -> bytes(data.getValue());
      case AmqpValue value when value.getValue() instanceof Binary binary -> bytes(binary);
      case null, default -> EMPTY;
    };
  }

  private static byte[] bytes(Binary binary) {
    byte[] bytes = new byte[binary.getLength()];
    System.arraycopy(binary.getArray(), binary.getArrayOffset(), bytes, 0, bytes.length);
    return bytes;
  }
}
