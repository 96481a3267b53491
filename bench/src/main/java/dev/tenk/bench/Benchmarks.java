package dev.tenk.bench;

import dev.tenk.bench.id.IdBenchmark;
import java.util.List;
import java.util.Optional;

/** All benchmarks, a line each. */
final class Benchmarks {

  static final List<Benchmark> ALL = List.of(new IdBenchmark());

  private Benchmarks() {}

  static Optional<Benchmark> find(String name) {
    return ALL.stream().filter(benchmark -> benchmark.name().equals(name)).findFirst();
  }
}
