package dev.tenk.bench.jmh;

import dev.tenk.bench.report.Results;
import dev.tenk.bench.report.Table;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs the {@code @Benchmark} methods of a class in forked JVMs: average time and allocation per
 * call, as a table and as raw samples.
 *
 * @param type whose methods are run
 * @param forks JVMs, one after the other
 * @param warmups iterations that do not count
 * @param iterations that count
 * @param seconds of each iteration
 */
public record Microbenchmark(Class<?> type, int forks, int warmups, int iterations, int seconds) {

  private static final String ALLOCATION = "gc.alloc.rate.norm";

  /**
   * Else Quarkus' log manager, which is not told of any level here, takes every trace line of
   * transactions, and the lines are measured: twelve times what the transaction allocates.
   */
  private static final String[] LOGS_AT_INFO = {
    "-Dorg.jboss.logging.provider=jdk", "-Djava.util.logging.manager=java.util.logging.LogManager"
  };

  /** Two forks of three and five iterations of one second. */
  public static Microbenchmark of(Class<?> type) {
    return new Microbenchmark(type, 2, 3, 5, 1);
  }

  /** Runs it, prints a row for each method and parameter, keeps the samples. */
  public Collection<RunResult> run(Results results) throws RunnerException {
    Collection<RunResult> runs = new Runner(options()).run();
    Table table = new Table("call", "ns", "± ns (99.9%)", "bytes");
    Table samples = new Table("call", "sample", "ns");
    for (RunResult run : runs) {
      Result<?> time = run.getPrimaryResult();
      String call = name(run);
      table.row(call, time.getScore(), time.getScoreError(), allocation(run));
      int[] sample = {0};
      run.getBenchmarkResults().stream()
          .flatMap(fork -> fork.getIterationResults().stream())
          .forEach(
              iteration -> samples.row(call, sample[0]++, iteration.getPrimaryResult().getScore()));
    }
    System.out.println();
    table.print(System.out);
    results.write(".csv", table.csv());
    results.write("-samples.csv", samples.csv());
    return runs;
  }

  private Options options() {
    return new OptionsBuilder()
        .include("^" + type.getName().replace(".", "\\.").replace("$", "\\.") + "\\.")
        .mode(Mode.AverageTime)
        .timeUnit(TimeUnit.NANOSECONDS)
        .forks(forks)
        .warmupIterations(warmups)
        .warmupTime(TimeValue.seconds(seconds))
        .measurementIterations(iterations)
        .measurementTime(TimeValue.seconds(seconds))
        .jvmArgsAppend(LOGS_AT_INFO)
        .addProfiler(GCProfiler.class)
        .verbosity(VerboseMode.SILENT)
        .shouldFailOnError(true)
        .build();
  }

  private static String name(RunResult run) {
    String label = run.getPrimaryResult().getLabel();
    Collection<String> keys = run.getParams().getParamsKeys();
    return keys.isEmpty()
        ? label
        : label
            + keys.stream()
                .map(key -> key + "=" + run.getParams().getParam(key))
                .collect(Collectors.joining(",", "[", "]"));
  }

  private static double allocation(RunResult run) {
    Map<String, ?> secondary = run.getSecondaryResults();
    return secondary.get(ALLOCATION) instanceof Result<?> result ? result.getScore() : Double.NaN;
  }
}
