package dev.tenk.bench.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A limit of CPU for a process, as that of a container: a control group of Linux, version 2 or 1,
 * which only root can make. The process leaves it when it is closed.
 *
 * @see <a href="https://docs.kernel.org/admin-guide/cgroup-v2.html#cpu-interface-files">cpu.max</a>
 * @see <a href="https://docs.kernel.org/scheduler/sched-bwc.html">CFS bandwidth control</a>
 */
public final class CpuQuota implements AutoCloseable {

  private static final Path UNIFIED = Path.of("/sys/fs/cgroup");
  private static final Path SEPARATE = UNIFIED.resolve("cpu");
  private static final String MEMBERS = "cgroup.procs";

  /** What Kubernetes takes. */
  private static final Duration PERIOD = Duration.ofMillis(100);

  private static final int PERCENT = 100;
  private static final int NANOS_PER_MICRO = 1_000;

  private final Path parent;
  private final Path group;
  private final long pid;

  private CpuQuota(Path parent, Path group, long pid) {
    this.parent = parent;
    this.group = group;
    this.pid = pid;
  }

  /**
   * Gives the process, and what it starts from now on, so much of a core at most.
   *
   * @param percent of one core
   * @throws UncheckedIOException where no group can be made
   */
  public static CpuQuota of(long pid, int percent) {
    boolean separate = Files.isDirectory(SEPARATE);
    Path parent = separate ? SEPARATE : UNIFIED;
    var quota = new CpuQuota(parent, parent.resolve("tenk-bench-" + pid), pid);
    try {
      Files.createDirectory(quota.group);
    } catch (IOException e) {
      throw new UncheckedIOException("a limit of CPU needs a control group, which root makes", e);
    }
    try {
      long period = PERIOD.toNanos() / NANOS_PER_MICRO;
      long most = period * percent / PERCENT;
      if (separate) {
        quota.write("cpu.cfs_period_us", Long.toString(period));
        quota.write("cpu.cfs_quota_us", Long.toString(most));
      } else {
        quota.write("cpu.max", most + " " + period);
      }
      quota.write(MEMBERS, Long.toString(pid));
    } catch (UncheckedIOException e) {
      quota.close();
      throw e;
    }
    return quota;
  }

  private void write(String file, String value) {
    write(group.resolve(file), value);
  }

  private static void write(Path file, String value) {
    try {
      Files.writeString(file, value, US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException("a limit of CPU cannot be set by " + file, e);
    }
  }

  @Override
  public void close() {
    if (ProcessHandle.of(pid).isPresent()) {
      write(parent.resolve(MEMBERS), Long.toString(pid));
    }
    try {
      Files.deleteIfExists(group);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
