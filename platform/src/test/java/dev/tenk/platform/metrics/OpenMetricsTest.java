package dev.tenk.platform.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Exemplars are where OpenMetrics has them. */
class OpenMetricsTest {

  @Test
  void bucketsAndCountersHaveExemplarsAndNothingElse() {
    String text =
        """
        # TYPE calls_seconds histogram
        # HELP calls_seconds Of calls # {not one}
        calls_seconds_bucket{uri="/v1/users/{id}",le="0.1"} 1.0 # {trace_id="a1"} 0.05 1795884167.321
        calls_seconds_count{uri="/v1/users/{id}"} 1.0 # {span_id="b2",trace_id="a1"} 1.0 1795884167.321
        calls_seconds_sum{uri="/v1/users/{id}"} 0.05
        refused_total{policy="sign-in"} 3.0 # {trace_id="c3"} 1.0 1795884167.321
        bytes_count 3.0 # {trace_id="d4"} 1.0 1795884167.203
        # EOF
        """;

    assertThat(OpenMetrics.conforming(text))
        .isEqualTo(
            """
            # TYPE calls_seconds histogram
            # HELP calls_seconds Of calls # {not one}
            calls_seconds_bucket{uri="/v1/users/{id}",le="0.1"} 1.0 # {trace_id="a1"} 0.05 1795884167.321
            calls_seconds_count{uri="/v1/users/{id}"} 1.0
            calls_seconds_sum{uri="/v1/users/{id}"} 0.05
            refused_total{policy="sign-in"} 3.0 # {trace_id="c3"} 1.0 1795884167.321
            bytes_count 3.0
            # EOF
            """);
  }
}
