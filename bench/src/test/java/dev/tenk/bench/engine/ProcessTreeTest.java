package dev.tenk.bench.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProcessTreeTest {

  private static final String BUSY_CHILD =
      "(i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done; true); echo ended; read wait";

  @Test
  void countsWhatHasEndedToo() throws IOException {
    Process parent = new ProcessBuilder("sh", "-c", BUSY_CHILD).start();
    try (BufferedReader out = parent.inputReader()) {
      // when
      assertThat(out.readLine()).isEqualTo("ended");

      // then
      Duration all = ProcessTree.cpu(parent.pid());
      assertThat(all).isGreaterThan(Duration.ofMillis(20));
      assertThat(ProcessTree.cpuAlone(parent.pid())).isLessThan(all);
    } finally {
      parent.destroyForcibly();
    }
  }

  @Test
  void countsNothingOfWhatIsNotThere() {
    assertThat(ProcessTree.cpu(Integer.MAX_VALUE)).isZero();
  }
}
