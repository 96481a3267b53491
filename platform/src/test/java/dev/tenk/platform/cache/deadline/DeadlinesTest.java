package dev.tenk.platform.cache.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeadlinesTest {

  private static final Duration SOON = Duration.ofMillis(30);
  private static final Duration LATER = Duration.ofMinutes(10);

  private final Deadlines deadlines = new Deadlines(Runnable::run);

  @AfterEach
  void close() {
    deadlines.close();
  }

  @Test
  void failsAWaitThatTakesTooLong() {
    long began = System.nanoTime();

    CompletableFuture<String> wait = deadlines.orTimeout(new CompletableFuture<>(), SOON);

    assertThatThrownBy(wait::join)
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(TimeoutException.class);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(SOON);
  }

  @Test
  void givesAValueInsteadOfWhatTakesTooLong() {
    assertThat(deadlines.orElse(new CompletableFuture<>(), "instead", SOON).join())
        .isEqualTo("instead");
  }

  @Test
  void leavesAloneWhatCompletesInTime() {
    var wait = new CompletableFuture<String>();
    deadlines.orTimeout(wait, LATER);
    deadlines.orElse(wait, "instead", LATER);

    wait.complete("value");

    assertThat(wait.join()).isEqualTo("value");
  }

  @Test
  void returnsWhatIsDone() {
    CompletableFuture<String> done = CompletableFuture.completedFuture("value");

    assertThat(deadlines.orTimeout(done, Duration.ZERO)).isSameAs(done);
    assertThat(deadlines.orElse(done, "instead", Duration.ZERO).join()).isEqualTo("value");
  }

  @Test
  void failsWaitsOnceItIsClosed() {
    deadlines.close();

    assertThatThrownBy(deadlines.orTimeout(new CompletableFuture<>(), LATER)::join)
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(IllegalStateException.class);
  }

  @Test
  void failsWaitsBeyondItsBound() {
    List<CompletableFuture<String>> waits = new ArrayList<>();
    for (int i = 0; i < 100_001; i++) {
      waits.add(deadlines.orTimeout(new CompletableFuture<>(), LATER));
    }

    assertThat(waits.getFirst()).isNotDone();
    assertThatThrownBy(waits.getLast()::join)
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(RejectedExecutionException.class);
  }

  @Test
  void manyAreSetAndLifted() {
    for (int i = 0; i < 300_000; i++) {
      var wait = new CompletableFuture<Integer>();
      deadlines.orTimeout(wait, LATER);
      wait.complete(i);
      assertThat(wait.join()).isEqualTo(i);
    }
  }
}
