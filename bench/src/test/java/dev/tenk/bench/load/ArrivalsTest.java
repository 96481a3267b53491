package dev.tenk.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArrivalsTest {

  private static final long SECOND = 1_000_000_000;

  private final Arrivals arrivals =
      new Arrivals(
          List.of(
              new Phase(10, Duration.ofSeconds(2)),
              new Phase(100, Duration.ofSeconds(1)),
              new Phase(10, Duration.ofSeconds(1))));

  @Test
  void addsItsPhasesUp() {
    assertThat(arrivals.calls()).isEqualTo(130);
    assertThat(arrivals.time()).isEqualTo(Duration.ofSeconds(4));
  }

  @Test
  void aCallIsDueAtItsTime() {
    for (long number = 0; number < arrivals.calls(); number++) {
      long time = arrivals.time(number);
      assertThat(arrivals.dueAt(time)).as("at %d", time).isEqualTo(number + 1);
      assertThat(arrivals.dueAt(time - 1_000))
          .as("before %d", time)
          .isLessThanOrEqualTo(number + 1);
    }
  }

  @Test
  void phasesFollowEachOther() {
    assertThat(arrivals.time(0)).isZero();
    assertThat(arrivals.time(20)).isEqualTo(2 * SECOND);
    assertThat(arrivals.time(21)).isEqualTo(2 * SECOND + SECOND / 100);
    assertThat(arrivals.time(120)).isEqualTo(3 * SECOND);
    assertThat(arrivals.dueAt(100 * SECOND)).isEqualTo(130);
  }
}
