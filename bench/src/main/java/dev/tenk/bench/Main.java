package dev.tenk.bench;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Lists the benchmarks, or runs one; {@code ./tenk bench} builds first. */
public final class Main {

  private static final Set<String> HELP = Set.of("help", "--help", "-h");
  private static final int FAILED = 1;
  private static final int MISUSED = 2;

  private Main() {}

  /** Takes the words after {@code ./tenk bench}. */
  public static void main(String[] words) {
    if (words.length == 0 || HELP.contains(words[0])) {
      list();
      return;
    }
    Optional<Benchmark> benchmark = Benchmarks.find(words[0]);
    if (benchmark.isEmpty()) {
      System.err.println("There is no benchmark '" + words[0] + "'");
      list();
      System.exit(MISUSED);
    }
    System.exit(run(benchmark.get(), List.of(words).subList(1, words.length)));
  }

  private static int run(Benchmark benchmark, List<String> words) {
    try {
      benchmark.run(Options.parse(words));
      return 0;
    } catch (WrongOptionException e) {
      System.err.println(e.getMessage());
      return MISUSED;
    } catch (Exception e) {
      e.printStackTrace();
      return FAILED;
    }
  }

  private static void list() {
    System.out.println("./tenk bench NAME [--option value]...");
    System.out.println();
    for (Benchmark benchmark : Benchmarks.ALL) {
      System.out.printf("  %-20s %s%n", benchmark.name(), benchmark.description());
    }
  }
}
