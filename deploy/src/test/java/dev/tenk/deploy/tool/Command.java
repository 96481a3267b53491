package dev.tenk.deploy.tool;

import dev.tenk.deploy.chart.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A program to run.
 *
 * @param directory where it runs
 * @param environment added to this process's
 */
public record Command(List<String> words, Path directory, Map<String, String> environment) {
  private static final long LIMIT_SECONDS = 100;

  /** What a program has said. */
  public record Result(int code, String output, String errors) {

    /** Its output; an AssertionError with its errors where it failed. */
    public String outputIfWell() {
      if (code != 0) {
        throw new AssertionError("exit " + code + ": " + errors + output);
      }
      return output;
    }
  }

  /** In the checkout, with kubectl and helm before all others. */
  public static Command of(String... words) {
    return new Command(List.of(words), Checkout.ROOT, Map.of());
  }

  public Command with(String... more) {
    List<String> all = new ArrayList<>(words);
    all.addAll(List.of(more));
    return new Command(all, directory, environment);
  }

  /** Runs it to its end. */
  public Result run() {
    return run(KubernetesTools.directory() + ":" + System.getenv("PATH"));
  }

  Result run(String path) {
    try {
      Path output = Files.createTempFile("output", null);
      Path errors = Files.createTempFile("errors", null);
      try {
        ProcessBuilder builder =
            new ProcessBuilder(words)
                .directory(directory.toFile())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile());
        Map<String, String> all = new HashMap<>(environment);
        all.putIfAbsent("PATH", path);
        builder.environment().putAll(all);
        // programs are looked up by this process's PATH, not by the given one
        Process process = started(builder, all.getOrDefault("PATH", path));
        process.getOutputStream().close();
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
          process.destroyForcibly();
          throw new AssertionError(words + " does not end");
        }
        return new Result(process.exitValue(), read(output), read(errors));
      } finally {
        Files.delete(output);
        Files.delete(errors);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  private Process started(ProcessBuilder builder, String path) throws IOException {
    for (String directory : path.split(":", -1)) {
      Path program = Path.of(directory).resolve(words.getFirst());
      if (Files.isExecutable(program)) {
        List<String> absolute = new ArrayList<>(words);
        absolute.set(0, program.toString());
        return builder.command(absolute).start();
      }
    }
    return builder.start();
  }

  private static String read(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }
}
