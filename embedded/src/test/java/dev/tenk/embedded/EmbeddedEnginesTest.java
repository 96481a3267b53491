package dev.tenk.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EmbeddedEnginesTest {
  @Test
  void startsAnEngineOnce() {
    assertThat(EmbeddedEngines.redis()).isSameAs(EmbeddedEngines.redis());
    assertThat(EmbeddedEngines.redis().process().isAlive()).isTrue();
  }
}
