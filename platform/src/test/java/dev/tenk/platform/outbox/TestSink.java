package dev.tenk.platform.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Takes what is for {@code cache}, and remembers when. */
final class TestSink implements OutboxSink {

  final Queue<String> taken = new ConcurrentLinkedQueue<>();
  final Queue<Instant> times = new ConcurrentLinkedQueue<>();
  final AtomicInteger asked = new AtomicInteger();
  volatile boolean ready = true;

  @Override
  public String name() {
    return "cache";
  }

  @Override
  public boolean isReady() {
    asked.incrementAndGet();
    return ready;
  }

  @Override
  public CompletionStage<Void> send(OutboxMessage message) {
    times.add(Instant.now());
    taken.add(new String(message.body(), UTF_8));
    return CompletableFuture.completedStage(null);
  }
}
