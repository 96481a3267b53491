package dev.tenk.platform.metrics;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What of the process is in memory, by Linux ({@code VmRSS} of proc_pid_status(5)): heap, classes,
 * code, threads' stacks and what libraries take beside. It is what a container's limit counts,
 * virtual machine or not.
 */
final class ResidentMemory {

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String FIELD = "VmRSS:";
  private static final double KIBIBYTE = 1024;

  private ResidentMemory() {}

  /** Bytes; NaN where the system does not tell. */
  static double bytes() {
    try {
      return bytes(Files.readString(STATUS, US_ASCII));
    } catch (IOException e) {
      return Double.NaN;
    }
  }

  static double bytes(String status) {
    return status
        .lines()
        .filter(line -> line.startsWith(FIELD))
        .map(line -> line.substring(FIELD.length()).replace("kB", "").strip())
        .mapToDouble(kibibytes -> Long.parseLong(kibibytes) * KIBIBYTE)
        .findFirst()
        .orElse(Double.NaN);
  }
}
