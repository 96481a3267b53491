package dev.tenk.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchmarksTest {

  @Test
  void haveNamesOfTheirOwnThatACommandLineTakes() {
    assertThat(Benchmarks.ALL.stream().map(Benchmark::name))
        .doesNotHaveDuplicates()
        .allMatch(name -> name.matches("[a-z][a-z0-9-]*"));
  }

  @ParameterizedTest
  @CsvSource({"--seconds, 241, 240", "--step, 121, 120"})
  void refuseARunForLongerThanTokensLive(String option, String seconds, String most) {
    Benchmark mixed = Benchmarks.find("mixed").orElseThrow();
    Options options = Options.parse(List.of(option, seconds));

    assertThatThrownBy(() -> mixed.run(options))
        .isInstanceOf(WrongOptionException.class)
        .hasMessageContaining(option + " is " + most + " at most");
  }

  @Test
  void areFoundByName() {
    assertThat(Benchmarks.find("ids")).isPresent();
    assertThat(Benchmarks.find("nothing")).isEmpty();
  }
}
