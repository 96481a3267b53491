package dev.tenk.local.container;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Asks podman about containers that run. */
final class Podman {
  private Podman() {}

  /** What a program in the container prints. */
  static String exec(String container, String... program) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("podman", "exec", container));
    command.addAll(List.of(program));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    process.waitFor();
    return output.strip();
  }

  /** What the kernel holds a container to, in bytes. */
  static long memoryLimit(String container) throws IOException, InterruptedException {
    return ofControlGroup(container, "memory/memory.limit_in_bytes", "memory.max");
  }

  /** The most bytes that it has used, those of files that are kept in memory included. */
  static long mostMemory(String container) throws IOException, InterruptedException {
    return ofControlGroup(container, "memory/memory.max_usage_in_bytes", "memory.peak");
  }

  private static long ofControlGroup(String container, String first, String second)
      throws IOException, InterruptedException {
    String read = "cd /sys/fs/cgroup; cat %s 2>/dev/null || cat %s".formatted(first, second);
    return Long.parseLong(exec(container, "sh", "-c", read));
  }
}
