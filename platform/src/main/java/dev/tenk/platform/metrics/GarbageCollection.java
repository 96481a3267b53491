package dev.tenk.platform.metrics;

import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;

/**
 * How many collections there were and how long they took, by collector, as the collectors count
 * them: {@code jvm.gc.collection}. A virtual machine also tells each by an event, from which {@code
 * jvm.gc.pause} is made; a native executable does not.
 */
final class GarbageCollection {

  private GarbageCollection() {}

  static void register(MeterRegistry metrics) {
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      FunctionTimer.builder(
              "jvm.gc.collection",
              collector,
              GarbageCollectorMXBean::getCollectionCount,
              GarbageCollectorMXBean::getCollectionTime,
              TimeUnit.MILLISECONDS)
          .description("Time in collections")
          .tag("gc", collector.getName())
          .register(metrics);
    }
  }
}
