package dev.tenk.worker.job;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;

/** How much the worker does at a time, and for how long. */
@ConfigMapping(prefix = "tenk.worker")
public interface JobConfig {

  /**
   * How many pictures are processed at the same time, and how many messages are held. Default: the
   * cores the process may use. Lower it where memory is short.
   */
  @Min(1)
  OptionalInt parallelism();

  /**
   * How long one picture may take; over it, it fails. A job that has not ended at three times of it
   * is given up from outside and goes to the dead letters.
   */
  @WithDefault("60S")
  Duration deadline();

  /**
   * Directory that outlives the process, but need not outlive the machine: it tells which jobs the
   * last process died with.
   */
  @WithDefault("${java.io.tmpdir}/tenk-worker-jobs")
  Path journal();

  /** The delay before a job is sent again the first time; it doubles with each further try. */
  @WithDefault("5S")
  Duration retryDelay();

  /** The longest delay before a job is sent again. */
  @WithDefault("10M")
  Duration maxRetryDelay();

  /** The pause before a message is given back because the broker does not answer. */
  @WithDefault("1S")
  Duration retryPause();

  /**
   * How long work in hand may go on when the process ends. What is not finished is done by another
   * worker.
   */
  @WithDefault("20S")
  Duration drain();

  /** The parallelism in force. */
  default int parallelismOrCores() {
    return parallelism().orElseGet(() -> Runtime.getRuntime().availableProcessors());
  }
}
