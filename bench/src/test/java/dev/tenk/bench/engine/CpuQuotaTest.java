package dev.tenk.bench.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CpuQuotaTest {

  private static final Path GROUPS = Path.of("/sys/fs/cgroup");

  private Process process;

  @BeforeEach
  void start() throws IOException {
    process = new ProcessBuilder("sleep", "600").start();
  }

  @AfterEach
  void end() {
    process.destroyForcibly();
  }

  @Test
  void limitsAProcessUntilItIsClosed() throws IOException {
    Path parent = Files.isDirectory(GROUPS.resolve("cpu")) ? GROUPS.resolve("cpu") : GROUPS;
    Path group = parent.resolve("tenk-bench-" + process.pid());
    if (!Files.isWritable(parent)) {
      assertThatThrownBy(() -> CpuQuota.of(process.pid(), 25))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("a limit of CPU");
      return;
    }

    CpuQuota quota = CpuQuota.of(process.pid(), 25);

    assertThat(Files.readAllLines(group.resolve("cgroup.procs")))
        .containsExactly(Long.toString(process.pid()));
    Path limit = group.resolve("cpu.max");
    assertThat(Files.readString(Files.exists(limit) ? limit : group.resolve("cpu.cfs_quota_us")))
        .startsWith("25000");
    quota.close();
    assertThat(group).doesNotExist();
  }

  @Test
  void closesWhenTheProcessHasEnded() throws InterruptedException {
    CpuQuota quota;
    try {
      quota = CpuQuota.of(process.pid(), 10);
    } catch (UncheckedIOException e) {
      assertThat(e).hasMessageContaining("a limit of CPU");
      return;
    }
    process.destroyForcibly();
    process.waitFor();
    quota.close();
    assertThat(GROUPS.resolve("cpu/tenk-bench-" + process.pid())).doesNotExist();
  }
}
