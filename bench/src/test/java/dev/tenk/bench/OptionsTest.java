package dev.tenk.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OptionsTest {

  @Test
  void readsPairsAndFallsBackToDefaults() {
    // when
    Options options =
        Options.parse(List.of("--rows", "10_000,1_000_000", "--seconds", "5", "--only", "get"));

    // then
    assertThat(options.numbers("rows", List.of())).containsExactly(10_000L, 1_000_000L);
    assertThat(options.seconds("seconds", Duration.ZERO)).isEqualTo(Duration.ofSeconds(5));
    assertThat(options.text("only", "all")).isEqualTo("get");
    assertThat(options.number("threads", 2)).isEqualTo(2);
  }

  @Test
  void refusesAWordThatIsNoOption() {
    assertThatThrownBy(() -> Options.parse(List.of("rows", "1")))
        .isInstanceOf(WrongOptionException.class)
        .hasMessage("Options are '--name value' pairs, not 'rows'");
  }

  @Test
  void refusesAnOptionWithoutAValue() {
    assertThatThrownBy(() -> Options.parse(List.of("--rows")))
        .isInstanceOf(WrongOptionException.class);
  }

  @Test
  void namesAnUnknownOption() {
    assertThatThrownBy(() -> Options.parse(List.of("--row", "1")).requireOnly("rows"))
        .hasMessage("Unknown option --row: there is --rows");
  }

  @Test
  void namesAnOptionThatIsNoNumber() {
    assertThatThrownBy(() -> Options.parse(List.of("--rows", "many")).number("rows", 1))
        .hasMessage("--rows wants a whole number, not 'many'");
  }

  @Test
  void readsVariables() {
    Options options = Options.parse(List.of("--set", "A=1,B=x=y"));

    assertThat(options.pairs("set")).containsExactly(Map.entry("A", "1"), Map.entry("B", "x=y"));
    assertThat(options.pairs("else")).isEmpty();
  }

  @Test
  void refusesAVariableWithoutAValue() {
    assertThatThrownBy(() -> Options.parse(List.of("--set", "A")).pairs("set"))
        .hasMessage("--set wants NAME=VALUE, not 'A'");
  }
}
