package dev.tenk.worker.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenk.contract.MediaFailed;
import dev.tenk.contract.MediaResult;
import dev.tenk.contract.MediaUploaded;
import io.opentelemetry.context.Context;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class JobExecutionTests {

  private static final MediaUploaded JOB =
      new MediaUploaded(UUID.randomUUID(), UUID.randomUUID(), "media/x/y", "image/png", 1, "00");

  @Test
  void givesUpAJobThatDoesNotEnd() {
    var end = new CountDownLatch(1);
    var execution =
        new JobExecution(
            job -> {
              awaitQuietly(end);
              return new MediaFailed(job.mediumId(), 1, "late", "Too late.");
            },
            Duration.ofMillis(50));

    CompletableFuture<MediaResult> result = execution.run(JOB, Context.root());

    assertThatThrownBy(result::join)
        .hasCauseInstanceOf(StuckJobException.class)
        .hasMessageContaining("did not end within 50 ms");
    end.countDown();
    execution.close();
  }

  @Test
  void answersWhatTheJobThrew() {
    var execution =
        new JobExecution(
            job -> {
              throw new IOException("no store");
            },
            Duration.ofSeconds(30));

    assertThat(execution.run(JOB, Context.root()))
        .failsWithin(Duration.ofSeconds(30))
        .withThrowableThat()
        .withRootCauseInstanceOf(IOException.class)
        .withMessageContaining("no store");
    execution.close();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
