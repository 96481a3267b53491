package dev.tenk.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecoveryTest {

  private static final long MILLI = 1_000_000;

  private final List<Second> timeline = new ArrayList<>();

  @Test
  void isTheLastSecondThatWasNotWell() {
    answered(500, 500, 3, 700, 3, 3);

    assertThat(Recovery.after(timeline, 2, 50)).hasValue(2);
  }

  @Test
  void isAtOnceWhenTheBurstLeavesNothingBehind() {
    answered(500, 500, 3, 3);

    assertThat(Recovery.after(timeline, 2, 50)).hasValue(0);
  }

  @Test
  void countsWhatIsRefusedAndWhatIsLost() {
    answered(3, 3, 3, 3);
    timeline.get(1).shed();
    assertThat(Recovery.after(timeline, 0, 50)).hasValue(2);

    timeline.get(2).failed();
    assertThat(Recovery.after(timeline, 0, 50)).hasValue(3);
  }

  @Test
  void isNothingWhenTheLastSecondIsNotWell() {
    answered(3, 500);

    assertThat(Recovery.after(timeline, 0, 50)).isEmpty();
  }

  private void answered(long... millis) {
    for (long each : millis) {
      var second = new Second();
      second.succeeded(each * MILLI);
      timeline.add(second);
    }
  }
}
