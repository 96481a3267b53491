package dev.tenk.bench.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** What a process and those that it started use. Linux alone. */
public final class ProcessTree {

  private static final String RSS = "VmRSS:";
  private static final long KIBIBYTES = 1024;

  private ProcessTree() {}

  /** CPU time of those that run, since they were started. */
  public static Duration cpu(long pid) {
    return all(pid)
        .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
        .reduce(Duration.ZERO, Duration::plus);
  }

  /** CPU time of the process alone, which must run; exact to a hundredth of a second. */
  public static Duration cpuAlone(long pid) {
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().totalCpuDuration())
        .orElseThrow(() -> new IllegalStateException("process " + pid + " tells no CPU time"));
  }

  /** Resident memory of the process alone, in MiB. */
  public static long residentMebibytes(long pid) throws IOException {
    return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
            .filter(line -> line.startsWith(RSS))
            .map(line -> line.replaceAll("[^0-9]", ""))
            .mapToLong(Long::parseLong)
            .findFirst()
            .orElseThrow()
        / KIBIBYTES;
  }

  /**
   * Resident memory of the process and those that it started, in MiB; what they share counts twice.
   */
  public static long residentMebibytesOfAll(long pid) throws IOException {
    long sum = 0;
    for (ProcessHandle process : all(pid).toList()) {
      sum += residentMebibytes(process.pid());
    }
    return sum;
  }

  private static Stream<ProcessHandle> all(long pid) {
    return ProcessHandle.of(pid).stream()
        .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()));
  }
}
