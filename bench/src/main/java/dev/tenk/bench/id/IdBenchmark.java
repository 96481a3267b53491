package dev.tenk.bench.id;

import dev.tenk.bench.Benchmark;
import dev.tenk.bench.Options;
import dev.tenk.bench.jmh.Microbenchmark;
import dev.tenk.bench.report.Results;

/** Making and reading an id: once or more for every request. */
public final class IdBenchmark implements Benchmark {

  @Override
  public String name() {
    return "ids";
  }

  @Override
  public String description() {
    return "JMH: making an id, and reading one from its text";
  }

  @Override
  public void run(Options options) throws Exception {
    options.requireOnly();
    Microbenchmark.of(IdCalls.class).run(Results.of(name()));
  }
}
