package dev.tenk.platform.outbox;

import dev.tenk.platform.broker.Broker;
import dev.tenk.platform.broker.BrokerSender;
import dev.tenk.platform.trace.TraceParent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Where messages go: to the sink of that name, else to the broker's queue. */
final class OutboxSinks {

  private final Broker broker;
  private final Map<String, OutboxSink> sinks = new HashMap<>();
  private final Map<String, BrokerSender> senders = new HashMap<>();

  OutboxSinks(Broker broker, List<OutboxSink> sinks) {
    this.broker = broker;
    sinks.forEach(sink -> this.sinks.put(sink.name(), sink));
  }

  boolean isBrokerReady() {
    return broker.isConnected();
  }

  List<String> readySinks() {
    List<String> ready = new ArrayList<>();
    sinks.forEach(
        (name, sink) -> {
          if (sink.isReady()) {
            ready.add(name);
          }
        });
    return ready;
  }

  CompletionStage<Void> send(WaitingMessage row) {
    OutboxMessage message = row.message();
    try {
      OutboxSink sink = sinks.get(message.queue());
      if (sink != null) {
        return sink.send(message);
      }
      return senders
          .computeIfAbsent(message.queue(), broker::sender)
          .send(
              message.id().toString(),
              message.contentType(),
              message.body(),
              TraceParent.properties(row.traceparent()));
    } catch (RuntimeException e) {
      return CompletableFuture.failedStage(e);
    }
  }
}
