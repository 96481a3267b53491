package dev.tenk.platform.database.replica;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** Gauges of every replica. */
public final class ReplicaMetrics {

  private static final double NANOS = 1e9;

  private ReplicaMetrics() {}

  /** Registers lag, usability and connections of all replicas. */
  public static void bind(Replicas replicas, MeterRegistry registry) {
    for (Replica replica : replicas.all()) {
      Gauge.builder("tenk.database.replica.lag", replica, ReplicaMetrics::lagSeconds)
          .description("By how much the replica is behind the primary")
          .baseUnit("seconds")
          .tag("replica", replica.name())
          .register(registry);
      Gauge.builder("tenk.database.replica.usable", replica, r -> r.isUsable() ? 1 : 0)
          .description("Whether reads may go to the replica")
          .tag("replica", replica.name())
          .register(registry);
      Gauge.builder("tenk.database.replica.reads", replica, Replica::busy)
          .description("Reads that are under way on the replica")
          .tag("replica", replica.name())
          .register(registry);
    }
  }

  private static double lagSeconds(Replica replica) {
    long nanos = replica.lagNanos();
    return nanos == Long.MAX_VALUE ? Double.NaN : nanos / NANOS;
  }
}
