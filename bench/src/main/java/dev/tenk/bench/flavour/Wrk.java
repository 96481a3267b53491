package dev.tenk.bench.flavour;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Load by <a href="https://github.com/wg/wrk">wrk</a> (Debian's package {@code wrk}): a closed
 * model, so that its rates tell forms from each other on one machine, and its percentiles do not
 * tell what people would wait at a given rate.
 */
public final class Wrk {

  private static final int CONNECTIONS = 32;
  private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
  private static final Pattern SLOWEST = Pattern.compile("99%\\s+([0-9.]+)(us|ms|s)");
  private static final Pattern FAILED = Pattern.compile("Non-2xx|Socket errors");

  private Wrk() {}

  /**
   * What a run showed.
   *
   * @param perSecond answered requests
   * @param p99 which one in a hundred exceeded
   */
  public record Result(double perSecond, Duration p99) {}

  /**
   * Asks for the URL on 32 connections.
   *
   * @throws IllegalStateException when wrk is not installed, or an answer was no success
   */
  public static Result run(URI url, Duration time) throws IOException, InterruptedException {
    return parse(run(List.of("-d" + time.toSeconds() + "s", url.toString())));
  }

  /**
   * Asks for the URL with these headers on so many connections.
   *
   * @throws IllegalStateException when wrk is not installed, or an answer was no success
   */
  public static Result run(URI url, int connections, Map<String, String> headers, Duration time)
      throws IOException, InterruptedException {
    return parse(asked(url, connections, headers, time));
  }

  /** The same to warm up: a service that has just started may refuse some at first. */
  public static void warmUp(URI url, int connections, Map<String, String> headers, Duration time)
      throws IOException, InterruptedException {
    var _ = asked(url, connections, headers, time);
  }

  private static String asked(URI url, int connections, Map<String, String> headers, Duration time)
      throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>();
    headers.forEach((name, value) -> arguments.addAll(List.of("-H", name + ": " + value)));
    arguments.addAll(List.of("-d" + time.toSeconds() + "s", url.toString()));
    return run(connections, arguments);
  }

  /**
   * Asks for these paths in turns on 32 connections.
   *
   * @throws IllegalStateException when wrk is not installed, or an answer was no success
   */
  public static Result run(URI server, List<String> paths, Duration time)
      throws IOException, InterruptedException {
    return parse(inTurns(server, paths, time));
  }

  /** The same to warm up: a service that has just started may refuse some at first. */
  public static void warmUp(URI server, List<String> paths, Duration time)
      throws IOException, InterruptedException {
    var _ = inTurns(server, paths, time);
  }

  private static String inTurns(URI server, List<String> paths, Duration time)
      throws IOException, InterruptedException {
    Path script = Files.createTempFile("paths", ".lua");
    try {
      Files.writeString(
          script,
          """
          local paths = { %s }
          local at = 0
          request = function()
            at = at %% #paths + 1
            return wrk.format("GET", paths[at])
          end
          """
              .formatted(
                  paths.stream().map(path -> '"' + path + '"').collect(Collectors.joining(", "))));
      return run(
          List.of("-d" + time.toSeconds() + "s", "-s", script.toString(), server.toString()));
    } finally {
      Files.delete(script);
    }
  }

  private static String run(List<String> arguments) throws IOException, InterruptedException {
    return run(CONNECTIONS, arguments);
  }

  private static String run(int connections, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("wrk", "-t1", "-c" + connections, "--latency"));
    command.addAll(arguments);
    Process process;
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      throw new IllegalStateException("wrk is missing: apt-get install wrk", e);
    }
    String output;
    try (var out = process.inputReader()) {
      output = out.readAllAsString();
      process.waitFor();
    }
    return output;
  }

  static Result parse(String output) {
    Matcher rate = RATE.matcher(output);
    Matcher slowest = SLOWEST.matcher(output);
    if (!rate.find() || !slowest.find() || FAILED.matcher(output).find()) {
      throw new IllegalStateException("wrk met errors:\n" + output);
    }
    return new Result(
        Double.parseDouble(rate.group(1)), duration(slowest.group(1), slowest.group(2)));
  }

  private static Duration duration(String number, String unit) {
    long nanos =
        switch (unit) {
          case "us" -> 1_000;
          case "ms" -> 1_000_000;
          default -> 1_000_000_000;
        };
    return Duration.ofNanos(Math.round(Double.parseDouble(number) * nanos));
  }
}
