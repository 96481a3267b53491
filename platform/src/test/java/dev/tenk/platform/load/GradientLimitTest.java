package dev.tenk.platform.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against a model of a server: so many at once at full speed, what is over shares it. */
class GradientLimitTest {

  private static final double SERVICE_NANOS = 5e6;

  private final GradientLimit limit = new GradientLimit(256, 64, 2_000, 2);

  @ParameterizedTest
  @CsvSource({"50, 64, 120", "100, 150, 260", "300, 450, 800"})
  void settlesAtSomeTimesWhatTheServerDoesAtOnce(int capacity, int atLeast, int atMost) {
    usual(capacity);

    int settled = overload(capacity, 5_000);

    assertThat(settled).isBetween(atLeast, atMost);
  }

  @Test
  void growsWhileWhatIsInHandIsAsQuickAsUsual() {
    usual(1_000);

    for (int i = 0; i < 500; i++) {
      limit.update(SERVICE_NANOS, limit.current());
    }

    assertThat(limit.current()).isEqualTo(2_000);
  }

  @Test
  void doesNotChangeWhileItIsNoMatter() {
    usual(100);
    int before = limit.current();

    limit.update(SERVICE_NANOS * 50, before / 2 - 1);

    assertThat(limit.current()).isEqualTo(before);
  }

  @Test
  void isNeverUnderItsLeast() {
    usual(100);

    for (int i = 0; i < 100; i++) {
      limit.update(SERVICE_NANOS * 1_000, limit.current());
    }

    assertThat(limit.current()).isEqualTo(64);
  }

  @Test
  void growsAgainWhenTheServerIsQuickAgain() {
    usual(300);
    int overloaded = overload(100, 100);

    int recovered = overload(300, 200);

    assertThat(recovered).isGreaterThan(overloaded * 2);
  }

  @Test
  void forgetsSlownessFasterThanItLearnsIt() {
    for (int i = 0; i < 20; i++) {
      limit.update(SERVICE_NANOS * 100, 1);
    }

    for (int i = 0; i < 100; i++) {
      limit.update(SERVICE_NANOS, 1);
    }

    assertThat(overload(100, 200)).isLessThan(450);
  }

  @ParameterizedTest
  @CsvSource({"0, 0, 10, 2", "5, 10, 20, 2", "30, 10, 20, 2", "10, 10, 10, 0.9"})
  void refusesBoundsThatAreNone(int initial, int min, int max, double tolerance) {
    assertThatThrownBy(() -> new GradientLimit(initial, min, max, tolerance))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Some time of light load. */
  private void usual(int capacity) {
    for (int i = 0; i < 50; i++) {
      limit.update(latency(capacity / 4, capacity), capacity / 4);
    }
  }

  /** More than can be done: always as many in hand as are let in. */
  private int overload(int capacity, int windows) {
    for (int i = 0; i < windows; i++) {
      int inHand = limit.current();
      limit.update(latency(inHand, capacity), inHand);
    }
    return limit.current();
  }

  private static double latency(int inHand, int capacity) {
    return SERVICE_NANOS * Math.max(1, inHand / (double) capacity);
  }
}
