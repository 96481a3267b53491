package dev.tenk.media.stream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/**
 * What streams do: {@code tenk.events.streams} open now, {@code tenk.events.sent}, {@code
 * tenk.events.ended} by {@code reason}, {@code tenk.events.refused} by {@code bound}, and {@code
 * tenk.events.linked}, whether this pod hears of changes.
 */
@Singleton
final class StreamMetrics {

  private final MeterRegistry registry;
  private final Counter sent;

  StreamMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.sent = registry.counter("tenk.events.sent");
  }

  void show(IntSupplier streams, BooleanSupplier linked) {
    registry.gauge("tenk.events.streams", streams, IntSupplier::getAsInt);
    registry.gauge("tenk.events.linked", linked, link -> link.getAsBoolean() ? 1 : 0);
  }

  void sent() {
    sent.increment();
  }

  void ended(Ending ending) {
    registry
        .counter("tenk.events.ended", "reason", ending.name().toLowerCase(Locale.ROOT))
        .increment();
  }

  void refused(String bound) {
    registry.counter("tenk.events.refused", "bound", bound).increment();
  }
}
