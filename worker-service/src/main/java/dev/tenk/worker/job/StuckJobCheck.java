package dev.tenk.worker.job;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/**
 * Not live when a job runs for far longer than its deadline. The deadline is kept between the steps
 * of native code and inside most of them; should one never return, only a new process frees its
 * thread.
 */
@Liveness
@Singleton
public final class StuckJobCheck implements HealthCheck {

  private static final int DEADLINES = 5;

  private final Map<Thread, Instant> started = new ConcurrentHashMap<>();
  private final InstantSource clock;
  private final Duration limit;

  StuckJobCheck(InstantSource clock, JobConfig config) {
    this.clock = clock;
    this.limit = config.deadline().multipliedBy(DEADLINES);
  }

  /** This thread works on a job until what is returned is closed. */
  Running running() {
    Thread thread = Thread.currentThread();
    started.put(thread, clock.instant());
    return () -> started.remove(thread);
  }

  @Override
  public HealthCheckResponse call() {
    Instant oldest = clock.instant().minus(limit);
    long stuck = started.values().stream().filter(start -> start.isBefore(oldest)).count();
    return HealthCheckResponse.named("jobs").status(stuck == 0).withData("stuck", stuck).build();
  }

  /** A job that runs. */
  interface Running extends AutoCloseable {

    @Override
    void close();
  }
}
