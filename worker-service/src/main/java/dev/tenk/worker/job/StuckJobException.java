package dev.tenk.worker.job;

import java.time.Duration;

/** A job went on far beyond its deadline and was left to itself. */
final class StuckJobException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  StuckJobException(Duration limit) {
    super("it did not end within " + limit.toMillis() + " ms");
  }
}
