package dev.tenk.platform.broker;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;

/**
 * {@code tenk.broker.sends}: from the call until the broker has accepted the message, or until the
 * send has failed, by {@code outcome}.
 */
final class BrokerMetrics {

  private final Timer accepted;
  private final Timer failed;

  BrokerMetrics(MeterRegistry registry) {
    accepted = registry.timer("tenk.broker.sends", "outcome", "accepted");
    failed = registry.timer("tenk.broker.sends", "outcome", "failed");
  }

  void sent(long sinceNanos, boolean wasAccepted) {
    (wasAccepted ? accepted : failed).record(System.nanoTime() - sinceNanos, TimeUnit.NANOSECONDS);
  }
}
