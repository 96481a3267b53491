package dev.tenk.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenk.embedded.broker.Topology;
import dev.tenk.local.service.Flavour;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {
  @Test
  void upHasItsDefaults() {
    assertThat(Arguments.parse(List.of("up")))
        .isEqualTo(new Arguments.Up(8080, false, Flavour.JVM));
  }

  @Test
  void migrateTakesNothing() {
    assertThat(Arguments.parse(List.of("migrate"))).isEqualTo(new Arguments.Migrate());
    assertThat(Arguments.parse(List.of("migrate", "--fresh")))
        .isEqualTo(new Arguments.Wrong("migrate takes no option"));
  }

  @Test
  void upTakesPortAndFreshInAnyOrder() {
    assertThat(Arguments.parse(List.of("up", "--port", "8081", "--fresh")))
        .isEqualTo(new Arguments.Up(8081, true, Flavour.JVM));
    assertThat(Arguments.parse(List.of("up", "--fresh", "--port", "8081")))
        .isEqualTo(new Arguments.Up(8081, true, Flavour.JVM));
  }

  @Test
  void upTakesTheJarsWithACache() {
    assertThat(Arguments.parse(List.of("up", "--aot")))
        .isEqualTo(new Arguments.Up(8080, false, Flavour.AOT));
  }

  @Test
  void upTakesTheNativeExecutables() {
    assertThat(Arguments.parse(List.of("up", "--native")))
        .isEqualTo(new Arguments.Up(8080, false, Flavour.NATIVE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"up --port", "up --port 0", "up --port 65536", "up --port x", "up --port --fresh"})
  void aPortThatIsNoneIsExplained(String line) {
    assertThat(Arguments.parse(List.of(line.split(" ", -1))))
        .isEqualTo(
            new Arguments.Wrong(
                "--port wants a number from 1 to 65535, as in './tenk up --port 8081'"));
  }

  @Test
  void anUnknownOptionIsNamed() {
    assertThat(Arguments.parse(List.of("up", "--frsh")))
        .isEqualTo(
            new Arguments.Wrong(
                "Unknown option '--frsh': up takes --port N, --fresh, --aot and --native"));
  }

  @Test
  void brokerTakesItsKind() {
    assertThat(Arguments.parse(List.of("broker", "rabbitmq")))
        .isEqualTo(new Arguments.BrokerDefinitions(Topology.RABBITMQ));
    assertThat(Arguments.parse(List.of("broker", "kafka")))
        .isEqualTo(new Arguments.Wrong("broker takes 'artemis' or 'rabbitmq'"));
    assertThat(Arguments.parse(List.of("broker")))
        .isEqualTo(new Arguments.Wrong("broker takes 'artemis' or 'rabbitmq'"));
  }
}
