package dev.tenk.platform.database.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LagHistoryTest {

  private final LagHistory history = new LagHistory(Duration.ofNanos(1000), Duration.ofNanos(100));

  @Test
  void nothingIsBehindAPrimaryThatWasNeverSeen() {
    assertThat(history.lagOf(5)).isZero();
  }

  @Test
  void countsFromWhenTheReplicaHadAll() {
    history.sample(0, 10);
    history.sample(100, 20);
    history.sample(200, 30);

    assertThat(history.lagOf(30)).isZero();
    assertThat(history.lagOf(99)).isZero();
    assertThat(history.lagOf(29)).isEqualTo(100);
    assertThat(history.lagOf(10)).isEqualTo(200);
    assertThat(history.lagOf(9)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void growsWhileTheReplicaStandsStillAndStaysWhenThePrimaryIsIdle() {
    for (int i = 0; i < 100; i++) {
      history.sample(i * 100L, 10 + Math.min(i, 90));
    }

    assertThat(history.lagOf(100)).isZero();
    assertThat(history.lagOf(95)).isEqualTo(1400);
    assertThat(history.lagOf(10)).isEqualTo(Long.MAX_VALUE);
  }
}
