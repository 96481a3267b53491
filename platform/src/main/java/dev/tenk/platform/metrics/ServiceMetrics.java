package dev.tenk.platform.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.config.MeterFilter;
import io.quarkus.runtime.ImageMode;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What is measured of every service: buckets of its timers, and what it was built as. */
@Singleton
public final class ServiceMetrics {

  @Produces
  @Singleton
  MeterFilter latencyBounds() {
    return new LatencyBounds();
  }

  void tellMemory(@Observes StartupEvent event, MeterRegistry metrics) {
    Gauge.builder("process.resident.memory", ResidentMemory::bytes)
        .description("What of the process is in memory")
        .baseUnit(BaseUnits.BYTES)
        .register(metrics);
  }

  void tellCollections(@Observes StartupEvent event, MeterRegistry metrics) {
    GarbageCollection.register(metrics);
  }

  /** {@code tenk.build.info} is 1; its labels say what runs. */
  void tellBuild(
      @Observes StartupEvent event,
      MeterRegistry metrics,
      @ConfigProperty(name = "quarkus.application.version") String version) {
    Gauge.builder("tenk.build.info", () -> 1)
        .description("What runs")
        .tag("version", version)
        .tag("java", Runtime.version().toString())
        .tag("flavour", ImageMode.current() == ImageMode.JVM ? "jvm" : "native")
        .register(metrics);
  }
}
