package dev.tenk.deploy.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenk.deploy.chart.Checkout;
import dev.tenk.deploy.tool.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Holds calls of {@code ./tenk} to its help, and those of benchmarks to what these say of them. */
final class TenkCheck {
  private static final Path BENCHMARKS = Checkout.ROOT.resolve("bench/src/main/java");

  private TenkCheck() {}

  static void check(List<String> words) {
    String help =
        new Command(List.of("sh", "./tenk", "help"), Checkout.ROOT, Map.of()).run().outputIfWell();
    assertThat(help).containsPattern("(?m)^  " + words.get(1) + "\\b");
    String known =
        words.get(1).equals("bench") && words.size() > 2 ? benchmark(words.get(2)) : help;
    assertThat(words)
        .filteredOn(word -> word.startsWith("--"))
        .allSatisfy(option -> assertThat(known).as("%s", words).contains(option));
  }

  /** The source of a benchmark, whose description names its options. */
  private static String benchmark(String name) {
    Pattern named = Pattern.compile("(?s)String name\\(\\) \\{\\s+return \"" + name + "\";");
    try (Stream<Path> files = Files.walk(BENCHMARKS)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .map(TenkCheck::text)
          .filter(source -> named.matcher(source).find())
          .collect(
              Collectors.collectingAndThen(
                  Collectors.toList(),
                  sources -> {
                    assertThat(sources).as("benchmarks named %s", name).hasSize(1);
                    return sources.getFirst();
                  }));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
