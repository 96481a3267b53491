package dev.tenk.bench.flavour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WrkTest {

  private static final String OUTPUT =
      """
      Running 1s test @ http://127.0.0.1:8080/
        1 threads and 32 connections
        Latency Distribution
           50%%    0.99ms
           99%%    %s
        20500 requests in 1.00s, 5.10MB read
      %sRequests/sec:  20471.25
      """;

  @Test
  void readsTheRateAndThePercentileInEachUnit() {
    assertThat(Wrk.parse(OUTPUT.formatted("12.50ms", "")))
        .isEqualTo(new Wrk.Result(20471.25, Duration.ofNanos(12_500_000)));
    assertThat(Wrk.parse(OUTPUT.formatted("812.00us", "")).p99())
        .isEqualTo(Duration.ofNanos(812_000));
    assertThat(Wrk.parse(OUTPUT.formatted("1.20s", "")).p99()).isEqualTo(Duration.ofMillis(1_200));
  }

  @Test
  void refusesARunWithErrors() {
    assertThatThrownBy(() -> Wrk.parse(OUTPUT.formatted("1ms", "  Non-2xx or 3xx responses: 5\n")))
        .hasMessageContaining("wrk met errors");
  }
}
