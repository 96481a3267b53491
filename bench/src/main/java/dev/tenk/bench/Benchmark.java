package dev.tenk.bench;

/** One measurement that a person runs by name. */
public interface Benchmark {

  /** What it is called on the command line: lower case, words joined by hyphens. */
  String name();

  /** One line: what it measures, and its options with their defaults. */
  String description();

  /**
   * Measures, prints a {@link dev.tenk.bench.report.Table} and keeps raw results by {@link
   * dev.tenk.bench.report.Results}. Starts whatever it needs on loopback and ends it.
   */
  void run(Options options) throws Exception;
}
