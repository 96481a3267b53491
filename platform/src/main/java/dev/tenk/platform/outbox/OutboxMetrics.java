package dev.tenk.platform.outbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What the relay did and what waits for it: {@code tenk.outbox.sent}, {@code tenk.outbox.failed},
 * {@code tenk.outbox.backlog} (events that are due, of the slices that this pod holds; the sum over
 * all pods is the whole), {@code tenk.outbox.age} (seconds that the oldest of them has waited) and
 * {@code tenk.outbox.slices} (held by this pod, of 64).
 */
final class OutboxMetrics {

  final Counter sent;
  final Counter failed;
  private final AtomicInteger slices;
  private volatile OutboxTable.Backlog backlog = new OutboxTable.Backlog(0, 0);

  OutboxMetrics(MeterRegistry registry) {
    sent = registry.counter("tenk.outbox.sent");
    failed = registry.counter("tenk.outbox.failed");
    slices = registry.gauge("tenk.outbox.slices", new AtomicInteger());
    registry.gauge("tenk.outbox.backlog", this, metrics -> metrics.backlog.events());
    registry.gauge("tenk.outbox.age", this, metrics -> metrics.backlog.ageSeconds());
  }

  void measured(OutboxTable.Backlog now, int held) {
    backlog = now;
    slices.set(held);
  }
}
