package dev.tenk.bench.routing;

import dev.tenk.bench.Benchmark;
import dev.tenk.bench.Options;
import dev.tenk.bench.jmh.Microbenchmark;
import dev.tenk.bench.report.Results;

/** What routing adds to a bare datasource: the goal is 5 microseconds and 200 bytes a call. */
public final class RoutingBenchmark implements Benchmark {

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
    Microbenchmark.of(RoutingCalls.class).run(Results.of(name()));
  }
}
