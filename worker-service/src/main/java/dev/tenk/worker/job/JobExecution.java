package dev.tenk.worker.job;

import dev.tenk.contract.MediaResult;
import dev.tenk.contract.MediaUploaded;
import io.opentelemetry.context.Context;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Runs jobs on platform threads, since native calls would pin virtual ones, and gives up from
 * outside on one that does not end: its thread stays with it, its slot does not. {@link
 * StuckJobCheck} has the process replaced when that lasts.
 */
@Singleton
final class JobExecution {

  private static final Logger LOG = Logger.getLogger(JobExecution.class);
  private static final int DEADLINES = 3;

  private final Work work;
  private final Duration limit;
  private final ExecutorService pool =
      Executors.newCachedThreadPool(Thread.ofPlatform().name("image-", 1).daemon().factory());

  @Inject
  JobExecution(JobRunner runner, JobConfig config) {
    this(runner::run, config.deadline().multipliedBy(DEADLINES));
  }

  JobExecution(Work work, Duration limit) {
    this.work = work;
    this.limit = limit;
  }

  /** What is run; blocks. */
  @FunctionalInterface
  interface Work {

    /** Does the job. */
    MediaResult run(MediaUploaded job) throws IOException;
  }

  /**
   * Runs it; the callers bound how many.
   *
   * @param trace of which it is a part
   * @return fails with what the job threw, or with {@link StuckJobException}
   */
  CompletableFuture<MediaResult> run(MediaUploaded job, Context trace) {
    CompletableFuture<MediaResult> result = new CompletableFuture<>();
    pool.execute(trace.wrap(() -> complete(job, result)));
    return result
        .orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionallyCompose(
            failure ->
                CompletableFuture.failedFuture(
                    failure instanceof TimeoutException ? new StuckJobException(limit) : failure));
  }

  private void complete(MediaUploaded job, CompletableFuture<MediaResult> result) {
    try {
      MediaResult made = work.run(job);
      LOG.debugf("medium %s: %s", job.mediumId(), made.type());
      result.complete(made);
    } catch (Throwable e) { // whoever waits must hear of it
      result.completeExceptionally(e);
    }
  }

  /** Threads that still work end with the process. */
  void close() {
    pool.shutdown();
  }
}
