package dev.tenk.deploy.docs;

import dev.tenk.deploy.chart.Checkout;
import dev.tenk.deploy.tool.Command;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Runs a document's commands by a real shell, so that quotes, pipes and here-documents mean what
 * they mean to people; the programs that would reach something are stand-ins that write down what
 * they are told.
 */
final class Recording {
  /** Beside {@code ./tenk}. */
  private static final List<String> PROGRAMS =
      List.of("kubectl", "helm", "java", "curl", "psql", "redis-cli");

  private static final String STAND_IN =
      """
      #!/bin/sh
      number=$(ls "$RECORDING" | wc -l)
      call="$RECORDING/$(printf %04d "$number")"
      while ! mkdir "$call" 2>/dev/null; do # the programs of a pipe call at once
        number=$((number + 1))
        call="$RECORDING/$(printf %04d "$number")"
      done
      for word in NAME "$@"; do printf '%s\\0' "$word"; done >"$call/words"
      for word; do [ "$word" != - ] || cat >"$call/input"; done
      """;

  /**
   * One call.
   *
   * @param words the program's name and its arguments
   * @param input what was piped into it where it asks for that by {@code -}
   */
  record Call(List<String> words, String input) {}

  private Recording() {}

  /**
   * The calls of a script, in their order.
   *
   * @param work an empty directory, in which the checkout's directories can be read
   */
  static List<Call> of(String script, Path work) throws IOException {
    Path programs = Files.createDirectory(work.resolve("programs"));
    Path calls = Files.createDirectory(work.resolve("calls"));
    Path checkout = Files.createDirectory(work.resolve("checkout"));
    for (String directory : List.of("helm", "k8s", "docs")) {
      Files.createSymbolicLink(checkout.resolve(directory), Checkout.ROOT.resolve(directory));
    }
    for (String program : PROGRAMS) {
      standIn(programs.resolve(program));
    }
    standIn(checkout.resolve("tenk"));
    new Command(
            List.of("sh", "-euc", script),
            checkout,
            Map.of(
                "PATH", programs + ":" + System.getenv("PATH"),
                "RECORDING", calls.toString(),
                "ACCESS_KEY_ID", "id",
                "SECRET_ACCESS_KEY", "key",
                "SMTP_USERNAME", "user",
                "SMTP_PASSWORD", "word",
                "SECRETS", "-"))
        .run()
        .outputIfWell();
    List<Call> recorded = new ArrayList<>();
    try (Stream<Path> each = Files.list(calls)) {
      for (Path call : each.sorted().toList()) {
        Path input = call.resolve("input");
        recorded.add(
            new Call(
                List.of(text(call.resolve("words")).split("\0", -1)).stream()
                    .filter(word -> !word.isEmpty())
                    .toList(),
                Files.exists(input) ? text(input) : ""));
      }
    }
    return recorded;
  }

  private static void standIn(Path program) throws IOException {
    String name = String.valueOf(program.getFileName());
    Files.writeString(program, STAND_IN.replace("NAME", name));
    if (!program.toFile().setExecutable(true)) {
      throw new IOException(program + " cannot be made executable");
    }
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }
}
