package dev.tenk.bench.load;

import dev.tenk.bench.report.Table;
import java.time.Duration;

/**
 * Searches the highest rate that is held: all answered as wanted, 99 of 100 within a bound. Steps
 * up or down by half until the answer is between two rates, then halves the distance. A rate is
 * missed when it is not held twice, one try after the other: a single stop of a shared machine, or
 * of the first calls after a change of rate, is not the rate's.
 *
 * @param millis the bound
 * @param step how long each rate is tried
 */
public record HighestRate(long millis, Duration step) {

  private static final double FACTOR = 1.5;
  private static final double CLOSE_ENOUGH = 1.06;
  private static final double LEAST = 10;
  private static final int TRIES = 2;

  /** What comes of a rate. */
  @FunctionalInterface
  public interface Try {

    Outcome at(double perSecond, Duration time) throws Exception;
  }

  /** Searches from this rate on, printing each step; 0 when not even the least is held. */
  public double find(double from, Try attempt) throws Exception {
    Table steps = new Table("a second", "answered", "p99 ms", "shed", "failed", "held");
    double held = 0;
    double missed = Double.POSITIVE_INFINITY;
    double rate = from;
    while (missed > held * CLOSE_ENOUGH && rate >= LEAST) {
      if (holdsOnce(rate, attempt, steps)) {
        held = rate;
      } else {
        missed = rate;
      }
      rate =
          Double.isInfinite(missed)
              ? held * FACTOR
              : held == 0 ? missed / FACTOR : (held + missed) / 2;
    }
    steps.print(System.out);
    System.out.println(
        "highest rate with 99 of 100 within %d ms: %,.0f a second".formatted(millis, held));
    return held;
  }

  private boolean holdsOnce(double rate, Try attempt, Table steps) throws Exception {
    boolean holds = false;
    for (int i = 0; i < TRIES && !holds; i++) {
      holds = holds(rate, attempt, steps);
    }
    return holds;
  }

  private boolean holds(double rate, Try attempt, Table steps) throws Exception {
    Outcome outcome = attempt.at(rate, step);
    boolean holds = holds(outcome);
    System.out.printf(
        "%,.0f a second: p99 %.1f ms, %s%n", rate, millis99(outcome), holds ? "held" : "not held");
    steps.row(
        rate,
        outcome.perSecond(),
        millis99(outcome),
        outcome.shed(),
        outcome.failed(),
        holds ? "yes" : "no");
    return holds;
  }

  private static double millis99(Outcome outcome) {
    return outcome.latencies().micros(99) / 1_000;
  }

  private boolean holds(Outcome outcome) {
    return outcome.failed() == 0 && outcome.shed() == 0 && millis99(outcome) <= millis;
  }
}
