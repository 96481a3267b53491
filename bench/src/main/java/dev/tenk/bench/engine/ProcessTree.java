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

  /** After the name: of the process itself in user and kernel mode, then of its ended children. */
  private static final int FIRST_TIME = 11;

  private static final int TIMES = 4;
  private static final long MILLIS_OF_A_TICK = 10;

  private ProcessTree() {}

  /**
   * CPU time of the process and of all that it started, since it was started itself; of those that
   * have ended too, as connections of PostgreSQL do. Exact to a hundredth of a second each.
   *
   * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html">proc_pid_stat(5)</a>
   */
  public static Duration cpu(long pid) {
    return all(pid)
        .map(process -> cpuWithEnded(process.pid()))
        .reduce(Duration.ZERO, Duration::plus);
  }

  private static Duration cpuWithEnded(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      long ticks =
          Stream.of(stat.substring(stat.lastIndexOf(')') + 2).split(" "))
              .skip(FIRST_TIME)
              .limit(TIMES)
              .mapToLong(Long::parseLong)
              .sum();
      return Duration.ofMillis(ticks * MILLIS_OF_A_TICK);
    } catch (IOException e) {
      return Duration.ZERO; // it has just ended, and its parent has its time
    }
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
