package dev.tenk.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BenchmarksTest {

  @Test
  void haveNamesOfTheirOwnThatACommandLineTakes() {
    assertThat(Benchmarks.ALL.stream().map(Benchmark::name))
        .doesNotHaveDuplicates()
        .allMatch(name -> name.matches("[a-z][a-z0-9-]*"));
  }

  @Test
  void areFoundByName() {
    assertThat(Benchmarks.find("ids")).isPresent();
    assertThat(Benchmarks.find("nothing")).isEmpty();
  }
}
