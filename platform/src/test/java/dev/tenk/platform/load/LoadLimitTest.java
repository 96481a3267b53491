package dev.tenk.platform.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadLimitTest {

  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1_000_000_000L); // overflows soon
  private final LoadLimit limit = new LoadLimit(new Bounds(100, 10, 200), now::get);

  @ParameterizedTest
  @CsvSource({"HIGH, 100", "NORMAL, 90", "LOW, 70"})
  void admitsUpToTheShareOfTheUrgency(Urgency urgency, int most) {
    int admitted = 0;
    while (limit.enter(urgency)) {
      admitted++;
    }

    assertThat(admitted).isEqualTo(most);
    assertThat(limit.inHand()).isEqualTo(most);
  }

  @Test
  void theLessUrgentAreRefusedFirst() {
    enter(Urgency.HIGH, 90);

    assertThat(limit.enter(Urgency.LOW)).isFalse();
    assertThat(limit.enter(Urgency.BODY)).isFalse();
    assertThat(limit.enter(Urgency.DELIVERY)).isFalse();
    assertThat(limit.enter(Urgency.NORMAL)).isFalse();
    assertThat(limit.enter(Urgency.STREAM)).isTrue();
    assertThat(limit.enter(Urgency.HIGH)).isTrue();
  }

  @Test
  void whatDependsOnTheClientsNetworkIsNotInHand() {
    for (int i = 0; i < 1_000; i++) {
      assertThat(limit.enter(Urgency.DELIVERY)).isTrue();
      assertThat(limit.enter(Urgency.BODY)).isTrue();
      assertThat(limit.enter(Urgency.STREAM)).isTrue();
    }

    assertThat(limit.inHand()).isZero();
  }

  @Test
  void whatLeavesMakesRoom() {
    enter(Urgency.HIGH, 100);

    limit.leave();
    limit.leave(5);

    assertThat(limit.enter(Urgency.HIGH)).isTrue();
    assertThat(limit.enter(Urgency.HIGH)).isTrue();
    assertThat(limit.enter(Urgency.HIGH)).isFalse();
  }

  @Test
  void isSetAnewAfterEachWindowWithEnoughSamples() {
    window(80, 1_000_000);
    for (int i = 0; i < 30; i++) {
      window(90, 1_000_000);
    }
    int grown = limit.limit();

    for (int i = 0; i < 30; i++) {
      window(Math.min(90, limit.limit()), 100_000_000);
    }

    assertThat(grown).isGreaterThan(100);
    assertThat(limit.limit()).isLessThan(40);
    assertThat(limit.inHand()).isZero();
  }

  @Test
  void failuresTellNothing() {
    for (int i = 0; i < 100; i++) {
      enter(Urgency.HIGH, 60);
      now.addAndGet(1_000_000_000);
      for (int j = 0; j < 60; j++) {
        limit.leave();
      }
    }

    assertThat(limit.limit()).isEqualTo(100);
  }

  private void window(int inHand, long nanos) {
    enter(Urgency.HIGH, inHand);
    now.addAndGet(1_000_000_000);
    for (int i = 0; i < inHand; i++) {
      limit.leave(nanos);
    }
  }

  private void enter(Urgency urgency, int number) {
    for (int i = 0; i < number; i++) {
      assertThat(limit.enter(urgency)).isTrue();
    }
  }

  /** Bounds for a test. */
  record Bounds(int initialLimit, int minLimit, int maxLimit) implements LoadConfig {
    @Override
    public boolean enabled() {
      return true;
    }

    @Override
    public double tolerance() {
      return 2;
    }

    @Override
    public Duration window() {
      return Duration.ofSeconds(1);
    }
  }
}
