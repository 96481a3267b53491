package dev.tenk.worker.job;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
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

  /** How long one picture may take; over it, it fails. */
  @WithDefault("60S")
  Duration deadline();

  /**
   * The pause before a message is given back because the blob store or the broker does not answer.
   */
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
