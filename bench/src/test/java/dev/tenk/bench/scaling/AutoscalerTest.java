package dev.tenk.bench.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AutoscalerTest {
  private final Autoscaler autoscaler = new Autoscaler(2, 40);

  @Test
  void goesUpOnlyWhenTheWholeWindowWantsIt() {
    // given a quiet time, then a peak of one look
    assertThat(autoscaler.decide(0, 4, 1)).isEqualTo(4);
    assertThat(autoscaler.decide(15, 4, 3)).isEqualTo(4);
    assertThat(autoscaler.decide(30, 4, 1)).isEqualTo(4);

    // when it lasts
    assertThat(autoscaler.decide(45, 4, 3)).isEqualTo(4);
    assertThat(autoscaler.decide(60, 4, 3)).isEqualTo(8);
  }

  @Test
  void doublesAtMostInItsPeriod() {
    autoscaler.decide(0, 4, 5);

    assertThat(autoscaler.decide(30, 4, 5)).isEqualTo(8);
    assertThat(autoscaler.decide(45, 8, 5)).isEqualTo(8);
    assertThat(autoscaler.decide(61, 8, 5)).isEqualTo(16);
  }

  @Test
  void goesDownByAFewAfterFiveQuietMinutes() {
    autoscaler.decide(0, 20, 1);
    int pods = 20;
    for (int now = 15; now <= 300; now += 15) {
      pods = autoscaler.decide(now, pods, 0.2);
    }
    assertThat(pods).isEqualTo(20);

    assertThat(autoscaler.decide(315, 20, 0.2)).isEqualTo(18);
    assertThat(autoscaler.decide(330, 18, 0.2)).isEqualTo(18);
  }

  @Test
  void keepsWithinItsBoundsAndItsTolerance() {
    assertThat(autoscaler.decide(0, 2, 0.1)).isEqualTo(2);
    assertThat(autoscaler.decide(15, 30, 1.09)).isEqualTo(30);
  }
}
