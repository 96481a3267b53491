package dev.tenk.platform.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class SilenceBoundTest {

  private static final Duration BOUND = Duration.ofSeconds(1);

  /** Waits are over at once, as after a stop, until so many of them have been. */
  private static final class Answer extends CompletableFuture<String> {

    private final int after;
    final List<Duration> waits = new ArrayList<>();

    Answer(int after) {
      this.after = after;
    }

    @Override
    public String get(long timeout, TimeUnit unit) throws TimeoutException {
      waits.add(Duration.of(timeout, unit.toChronoUnit()));
      if (waits.size() <= after) {
        throw new TimeoutException();
      }
      return "heard";
    }
  }

  @Test
  void anAnswerThatCameWhileTheProcessWasStoppedIsHeard() throws Exception {
    // given
    var answer = new Answer(1);

    // then
    assertThat(SilenceBound.await(answer, BOUND)).isEqualTo("heard");
  }

  @Test
  void aPeerThatSaysNothingIsWaitedForNoLongerThanTheBound() {
    // given
    var answer = new Answer(Integer.MAX_VALUE);

    // when
    assertThatThrownBy(() -> SilenceBound.await(answer, BOUND))
        .isInstanceOf(TimeoutException.class);

    // then
    assertThat(answer.waits.stream().reduce(Duration.ZERO, Duration::plus)).isEqualTo(BOUND);
  }
}
