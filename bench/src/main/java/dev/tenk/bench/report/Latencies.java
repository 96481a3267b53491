package dev.tenk.bench.report;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Latencies of one kind of call, to three significant digits, up to a minute. Thread-safe.
 *
 * @see <a href="https://hdrhistogram.github.io/HdrHistogram/">HdrHistogram</a>
 */
public final class Latencies {

  private static final long HIGHEST_NANOS = TimeUnit.MINUTES.toNanos(1);
  private static final int DIGITS = 3;
  private static final double NANOS_PER_MICRO = 1_000;

  private final Histogram histogram = new ConcurrentHistogram(HIGHEST_NANOS, DIGITS);

  /** A call to be timed. */
  @FunctionalInterface
  public interface Call<T> {
    T make() throws Exception;
  }

  /** Makes the call, records how long it took and answers what it answered. */
  public <T> T time(Call<T> call) throws Exception {
    long begin = System.nanoTime();
    T answer = call.make();
    record(System.nanoTime() - begin);
    return answer;
  }

  /** Records a latency; what is over a minute counts as a minute. */
  public void record(long nanos) {
    histogram.recordValue(Math.clamp(nanos, 0, HIGHEST_NANOS));
  }

  /** How many were recorded. */
  public long count() {
    return histogram.getTotalCount();
  }

  /** Forgets everything: after the warm-up. */
  public void reset() {
    histogram.reset();
  }

  /**
   * The latency that this share of calls did not exceed.
   *
   * @param percentile 50, 99, 99.9
   */
  public Duration percentile(double percentile) {
    return Duration.ofNanos(histogram.getValueAtPercentile(percentile));
  }

  /** The same in microseconds, for tables. */
  public double micros(double percentile) {
    return histogram.getValueAtPercentile(percentile) / NANOS_PER_MICRO;
  }

  /** The whole distribution in microseconds, in the text form that HdrHistogram's plotter reads. */
  public String distribution() {
    var bytes = new ByteArrayOutputStream();
    histogram.outputPercentileDistribution(
        new PrintStream(bytes, true, StandardCharsets.UTF_8), NANOS_PER_MICRO);
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
