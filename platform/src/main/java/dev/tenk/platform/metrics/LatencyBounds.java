package dev.tenk.platform.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import java.time.Duration;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Gives timers the buckets by which the objectives are counted, and no others: each bound costs a
 * series for each combination of labels. Answers that are errors have none, since their latency has
 * no objective.
 */
final class LatencyBounds implements MeterFilter {

  private static final String REQUESTS = "http.server.requests";

  /** 0.1 s is the objective of reads, 1 s that of sign-ins and of accepting uploads. */
  private static final double[] OF_REQUESTS = nanos(5, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000);

  /** Engines that answer within milliseconds. */
  private static final double[] OF_ENGINES = nanos(1, 5, 10, 25, 50, 100, 250, 1_000);

  private static final Map<String, double[]> BOUNDS =
      Map.of(
          "tenk.cache.redis.calls", OF_ENGINES,
          "tenk.cache.loads", OF_ENGINES,
          "tenk.cache.invalidations.spread", OF_ENGINES,
          "tenk.database.transactions", OF_ENGINES,
          "tenk.blob.calls", OF_ENGINES,
          "tenk.broker.sends", OF_ENGINES,
          // 30 s is the objective
          "tenk.media.ready", nanos(500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000, 600_000));

  @Override
  public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
    double[] bounds = bounds(id);
    return bounds == null
        ? config
        : DistributionStatisticConfig.builder()
            .serviceLevelObjectives(bounds)
            .build()
            .merge(config);
  }

  private static double @Nullable [] bounds(Meter.Id id) {
    if (!id.getName().equals(REQUESTS)) {
      return BOUNDS.get(id.getName());
    }
    String outcome = id.getTag("outcome");
    return "SUCCESS".equals(outcome) || "REDIRECTION".equals(outcome) ? OF_REQUESTS : null;
  }

  private static double[] nanos(long... millis) {
    return LongStream.of(millis).mapToDouble(each -> Duration.ofMillis(each).toNanos()).toArray();
  }
}
