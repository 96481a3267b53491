package dev.tenk.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class BenchmarksTest {

  @Test
  void haveNamesOfTheirOwnThatACommandLineTakes() {
    assertThat(Benchmarks.ALL.stream().map(Benchmark::name))
        .doesNotHaveDuplicates()
        .allMatch(name -> name.matches("[a-z][a-z0-9-]*"));
  }

  @Test
  void refuseARunForLongerThanTokensLive() {
    Benchmark mixed = Benchmarks.find("mixed").orElseThrow();
    Options options = Options.parse(List.of("--seconds", "300"));

    assertThatThrownBy(() -> mixed.run(options))
        .isInstanceOf(WrongOptionException.class)
        .hasMessageContaining("240 at most");
  }

  @Test
  void areFoundByName() {
    assertThat(Benchmarks.find("ids")).isPresent();
    assertThat(Benchmarks.find("nothing")).isEmpty();
  }
}
