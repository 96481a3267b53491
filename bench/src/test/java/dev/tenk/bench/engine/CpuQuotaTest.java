package dev.tenk.bench.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
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
    Optional<CpuQuota> quota = quota(25);
    if (quota.isPresent()) {
      assertThat(Files.readAllLines(group().resolve("cgroup.procs")))
          .containsExactly(Long.toString(process.pid()));
      Path limit = group().resolve("cpu.max");
      assertThat(
              Files.readString(Files.exists(limit) ? limit : group().resolve("cpu.cfs_quota_us")))
          .startsWith("25000");
    }

    quota.ifPresent(CpuQuota::close);

    assertThat(group()).doesNotExist();
    assertThat(process.isAlive()).isTrue();
  }

  @Test
  void closesWhenTheProcessHasEnded() throws InterruptedException {
    Optional<CpuQuota> quota = quota(10);
    process.destroyForcibly();
    process.waitFor();

    quota.ifPresent(CpuQuota::close);

    assertThat(group()).doesNotExist();
  }

  /** Nothing where no group can be made: it must say so, and leave none behind. */
  private Optional<CpuQuota> quota(int percent) {
    try {
      return Optional.of(CpuQuota.of(process.pid(), percent));
    } catch (UncheckedIOException e) {
      assertThat(e).hasMessageContaining("a limit of CPU");
      return Optional.empty();
    }
  }

  private Path group() {
    Path separate = GROUPS.resolve("cpu");
    return (Files.isDirectory(separate) ? separate : GROUPS).resolve("tenk-bench-" + process.pid());
  }
}
