package dev.tenk.worker.job;

import dev.tenk.worker.image.FailureReason;
import dev.tenk.worker.image.PictureSize;
import dev.tenk.worker.vips.Vips;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * What the worker did: {@code tenk.worker.jobs} (a timer by outcome and reason), {@code
 * tenk.worker.pixels} (of the originals that were processed), {@code tenk.worker.returned}
 * (messages that did not end with a result, by cause) and {@code tenk.vips.memory} (bytes that
 * images hold now).
 */
@Singleton
public final class JobMetrics {

  private static final Duration[] BOUNDS = {
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofMillis(2_500),
    Duration.ofSeconds(5),
    Duration.ofSeconds(15),
    Duration.ofSeconds(60),
  };

  private final MeterRegistry registry;
  private final Counter pixels;

  JobMetrics(MeterRegistry registry, Vips vips) {
    this.registry = registry;
    this.pixels = registry.counter("tenk.worker.pixels");
    registry.gauge("tenk.vips.memory", vips, Vips::trackedBytes);
  }

  Job start() {
    return new Job(Timer.start(registry));
  }

  /**
   * A message did not end with a result: {@code blob_store}, {@code broker}, {@code crash}, {@code
   * malformed}, {@code timeout}, {@code unforeseen}.
   */
  void returned(String cause) {
    registry.counter("tenk.worker.returned", "cause", cause).increment();
  }

  /** A job whose time runs. */
  final class Job {

    private final Timer.Sample sample;

    private Job(Timer.Sample sample) {
      this.sample = sample;
    }

    void processed(PictureSize size) {
      pixels.increment((double) size.width() * size.height());
      stop("processed", "none");
    }

    void failed(FailureReason reason) {
      stop("failed", reason.slug());
    }

    private void stop(String outcome, String reason) {
      sample.stop(
          Timer.builder("tenk.worker.jobs")
              .tag("outcome", outcome)
              .tag("reason", reason)
              .serviceLevelObjectives(BOUNDS)
              .register(registry));
    }
  }
}
