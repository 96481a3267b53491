package dev.tenk.platform.database.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CircuitTest {

  private final Circuit circuit = new Circuit(Duration.ofNanos(10), Duration.ofNanos(35));

  @Test
  void opensOnceAndProbesAtGrowingDistance() {
    assertThat(circuit.failed(0)).isTrue();
    assertThat(circuit.failed(1)).isFalse();
    assertThat(circuit.isOpen()).isTrue();

    assertThat(circuit.isProbeDue(9)).isFalse();
    assertThat(circuit.isProbeDue(10)).isTrue();
    circuit.probeFailed(10);
    assertThat(circuit.isProbeDue(29)).isFalse();
    assertThat(circuit.isProbeDue(30)).isTrue();
    circuit.probeFailed(30);
    assertThat(circuit.isProbeDue(64)).isFalse();
    assertThat(circuit.isProbeDue(65)).isTrue();

    circuit.close();
    assertThat(circuit.isOpen()).isFalse();
    assertThat(circuit.isProbeDue(1000)).isFalse();
  }
}
