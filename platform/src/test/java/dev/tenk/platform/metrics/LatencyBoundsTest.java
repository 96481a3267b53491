package dev.tenk.platform.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.CountAtBucket;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LatencyBoundsTest {

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  LatencyBoundsTest() {
    registry.config().meterFilter(new LatencyBounds());
  }

  @Test
  void countsAnswersByTheBoundsOfTheObjectives() {
    // given
    Timer timer = registry.timer("http.server.requests", "outcome", "SUCCESS");

    // when
    timer.record(Duration.ofMillis(90));
    timer.record(Duration.ofMillis(900));

    // then
    assertThat(bounds(timer))
        .contains(100.0, 1_000.0)
        .hasSizeLessThan(10); // each is a series for each path and status
    assertThat(atMost(timer, 50)).isZero();
    assertThat(atMost(timer, 100)).isOne();
    assertThat(atMost(timer, 1_000)).isEqualTo(2);
    assertThat(bounds(registry.timer("http.server.requests", "outcome", "REDIRECTION")))
        .isNotEmpty();
  }

  @Test
  void spendsNothingOnErrorsNorOnOtherTimers() {
    assertThat(bounds(registry.timer("http.server.requests", "outcome", "CLIENT_ERROR"))).isEmpty();
    assertThat(bounds(registry.timer("another"))).isEmpty();
  }

  @Test
  void knowsTheBoundOfTheTimeToReady() {
    assertThat(bounds(registry.timer("tenk.media.ready"))).contains(30_000.0);
  }

  private static double[] bounds(Timer timer) {
    return Arrays.stream(timer.takeSnapshot().histogramCounts())
        .mapToDouble(each -> each.bucket(TimeUnit.MILLISECONDS))
        .toArray();
  }

  private static double atMost(Timer timer, long millis) {
    return Arrays.stream(timer.takeSnapshot().histogramCounts())
        .filter(each -> each.bucket(TimeUnit.MILLISECONDS) == millis)
        .mapToDouble(CountAtBucket::count)
        .sum();
  }
}
