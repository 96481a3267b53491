package dev.tenk.bench.load;

import org.HdrHistogram.Histogram;

/** What came of the calls that were to be sent in one second of a load. */
public final class Second {

  private static final long HIGHEST_MICROS = 60_000_000;
  private static final int DIGITS = 2;
  private static final int NANOS_PER_MICRO = 1_000;
  private static final double MICROS_PER_MILLI = 1_000;

  private final Histogram micros = new Histogram(HIGHEST_MICROS, DIGITS);
  private long shed;
  private long failed;

  void succeeded(long nanos) {
    micros.recordValue(Math.clamp(nanos / NANOS_PER_MICRO, 0, HIGHEST_MICROS));
  }

  void shed() {
    shed++;
  }

  void failed() {
    failed++;
  }

  /** How many were answered as wanted. */
  public long answered() {
    return micros.getTotalCount();
  }

  /** How many were turned away for lack of room. */
  public long refused() {
    return shed;
  }

  /** How many were answered otherwise, or not at all. */
  public long lost() {
    return failed;
  }

  /** Latency that this share of those answered as wanted did not exceed, in milliseconds. */
  public double millis(double percentile) {
    return micros.getValueAtPercentile(percentile) / MICROS_PER_MILLI;
  }
}
