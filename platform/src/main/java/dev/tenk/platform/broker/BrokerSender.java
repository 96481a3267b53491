package dev.tenk.platform.broker;

import dev.tenk.platform.trace.MessageSpans;
import dev.tenk.platform.trace.TraceParent;
import io.opentelemetry.context.Context;
import io.vertx.proton.ProtonDelivery;
import io.vertx.proton.ProtonSender;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.qpid.proton.Proton;
import org.apache.qpid.proton.amqp.Binary;
import org.apache.qpid.proton.amqp.messaging.Accepted;
import org.apache.qpid.proton.amqp.messaging.ApplicationProperties;
import org.apache.qpid.proton.amqp.messaging.Data;
import org.apache.qpid.proton.message.Message;
import org.jspecify.annotations.Nullable;

/** Sends to one queue; a send completes when the broker has accepted the message, durably. */
public final class BrokerSender {

  private final io.vertx.core.Context loop;
  private final String address;
  private final BrokerConfig config;
  private final BrokerMetrics metrics;
  private final Set<CompletableFuture<Void>> unsettled = new LinkedHashSet<>();
  private final Deque<Runnable> beforeFirstLink = new ArrayDeque<>();
  private @Nullable ProtonSender proton;
  private boolean attachedBefore;

  BrokerSender(
      io.vertx.core.Context loop, String address, BrokerConfig config, BrokerMetrics metrics) {
    this.loop = loop;
    this.address = address;
    this.config = config;
    this.metrics = metrics;
  }

  /**
   * Sends a durable message. Never blocks; any thread. A new sender's first messages wait for its
   * first link, within the same bounds.
   *
   * @param id the message id; the same at every try
   * @param contentType media type of the body
   * @return completes at the broker's acceptance; fails with {@link BrokerUnavailableException}
   *     when the link is down or lost, the broker refuses or takes too long, or too many sends wait
   *     already
   */
  public CompletionStage<Void> send(String id, String contentType, byte[] body) {
    return send(id, contentType, body, Map.of());
  }

  /**
   * The same, with properties beside the body; one that is called {@value TraceParent#PROPERTY}
   * makes the send a part of that trace.
   */
  public CompletionStage<Void> send(
      String id, String contentType, byte[] body, Map<String, String> properties) {
    CompletableFuture<Void> accepted = new CompletableFuture<>();
    Message message = Proton.message();
    message.setMessageId(id);
    message.setContentType(contentType);
    message.setDurable(true);
    message.setAddress(address);
    Map<String, String> all = traced(id, properties, accepted);
    if (!all.isEmpty()) {
      message.setApplicationProperties(new ApplicationProperties(Map.copyOf(all)));
    }
    message.setBody(new Data(new Binary(body)));
    long began = System.nanoTime();
    loop.runOnContext(now -> send(message, accepted));
    var _ = accepted.whenComplete((nothing, failure) -> metrics.sent(began, failure == null));
    return accepted;
  }

  /** The message's trace goes on with the send; nothing where it has none. */
  private Map<String, String> traced(
      String id, Map<String, String> properties, CompletableFuture<Void> accepted) {
    String traceparent = properties.get(TraceParent.PROPERTY);
    if (traceparent == null) {
      return properties;
    }
    Context sending = MessageSpans.sending(address, id, traceparent);
    var _ = accepted.whenComplete((nothing, failure) -> MessageSpans.end(sending, failure));
    Map<String, String> all = new HashMap<>(properties);
    all.put(TraceParent.PROPERTY, Objects.requireNonNullElse(TraceParent.of(sending), traceparent));
    return all;
  }

  private void send(Message message, CompletableFuture<Void> accepted) {
    ProtonSender open = proton;
    if (open == null && attachedBefore) {
      accepted.completeExceptionally(new BrokerUnavailableException("the link is down"));
    } else if (unsettled.size() >= config.maxUnsettled()) {
      accepted.completeExceptionally(new BrokerUnavailableException("too many unsettled sends"));
    } else {
      unsettled.add(accepted);
      var _ =
          accepted
              .orTimeout(config.sendTimeout().toMillis(), TimeUnit.MILLISECONDS)
              .whenComplete((ok, failure) -> loop.runOnContext(done -> unsettled.remove(accepted)));
      if (open == null) {
        beforeFirstLink.add(() -> transfer(message, accepted));
      } else {
        transfer(message, accepted);
      }
    }
  }

  private void transfer(Message message, CompletableFuture<Void> accepted) {
    ProtonSender open = proton;
    if (open != null && !accepted.isDone()) {
      open.send(message, delivery -> settled(delivery, accepted));
    }
  }

  /** Its place is free before whoever waits for it hears, and may send the next. */
  private void settled(ProtonDelivery delivery, CompletableFuture<Void> accepted) {
    unsettled.remove(accepted);
    if (delivery.getRemoteState() instanceof Accepted) {
      accepted.complete(null);
    } else {
      accepted.completeExceptionally(
          new BrokerUnavailableException("not accepted: " + delivery.getRemoteState()));
    }
  }

  String address() {
    return address;
  }

  void attached(ProtonSender sender) {
    proton = sender;
    attachedBefore = true;
    for (Runnable send = beforeFirstLink.poll(); send != null; send = beforeFirstLink.poll()) {
      send.run();
    }
  }

  void detached() {
    proton = null;
    attachedBefore = true;
    beforeFirstLink.clear();
    List.copyOf(unsettled)
        .forEach(
            waiting ->
                waiting.completeExceptionally(new BrokerUnavailableException("the link is lost")));
  }
}
