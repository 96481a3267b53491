package dev.tenk.platform.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ResidentMemoryTest {

  @Test
  void readsWhatLinuxTells() {
    assertThat(ResidentMemory.bytes("Name:\tjava\nVmHWM:\t   900 kB\nVmRSS:\t   512 kB\n"))
        .isEqualTo(512 * 1024);
  }

  @Test
  void knowsNothingElsewhere() {
    assertThat(ResidentMemory.bytes("Name:\tjava\n")).isNaN();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void isMoreThanTheHeapInUse() {
    Runtime runtime = Runtime.getRuntime();
    assertThat(ResidentMemory.bytes()).isGreaterThan(runtime.totalMemory() - runtime.freeMemory());
  }
}
