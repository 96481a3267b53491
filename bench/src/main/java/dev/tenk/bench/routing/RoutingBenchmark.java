package dev.tenk.bench.routing;

import dev.tenk.bench.Benchmark;
import dev.tenk.bench.Options;
import dev.tenk.bench.jmh.Microbenchmark;
import dev.tenk.bench.report.Results;

/** What routing adds to a bare datasource: the goal is 5 microseconds and 200 bytes a call. */
public final class RoutingBenchmark implements Benchmark {

  private static final int FORKS = 1;

  /** A transaction is a lot of code, which takes seconds to be compiled for good. */
  private static final int WARMUPS = 12;

  private static final int ITERATIONS = 10;

  @Override
  public String name() {
    return "routing";
  }

  @Override
  public String description() {
    return "JMH: a transaction's connection by the bare datasource and routed to replicas";
  }

  @Override
  public void run(Options options) throws Exception {
    options.requireOnly();
    new Microbenchmark(RoutingCalls.class, FORKS, WARMUPS, ITERATIONS, 1).run(Results.of(name()));
  }
}
