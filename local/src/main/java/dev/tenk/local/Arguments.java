package dev.tenk.local;

import dev.tenk.local.service.Flavour;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The command line, read. */
sealed interface Arguments {
  int DEFAULT_PORT = 8080;

  /**
   * Start the suite.
   *
   * @param port of the origin
   * @param fresh whether to drop the data first
   * @param flavour of the services
   */
  record Up(int port, boolean fresh, Flavour flavour) implements Arguments {}

  /** Migrate the databases of the suite, which does not run. */
  record Migrate() implements Arguments {}

  /**
   * Something that is not understood.
   *
   * @param message one line that says what would be right
   */
  record Wrong(String message) implements Arguments {}

  static Arguments parse(List<String> words) {
    Deque<String> left = new ArrayDeque<>(words);
    String command = left.poll();
    if ("migrate".equals(command)) {
      return left.isEmpty() ? new Migrate() : new Wrong("migrate takes no option");
    }
    if (!"up".equals(command)) {
      return new Wrong("The command is 'up' or 'migrate'");
    }
    int port = DEFAULT_PORT;
    boolean fresh = false;
    Flavour flavour = Flavour.JVM;
    while (!left.isEmpty()) {
      String option = left.pop();
      switch (option) {
        case "--fresh" -> fresh = true;
        case "--aot" -> flavour = Flavour.AOT;
        case "--native" -> flavour = Flavour.NATIVE;
        case "--port" -> {
          OptionalInt given = port(left.poll());
          if (given.isEmpty()) {
            return new Wrong(
                "--port wants a number from 1 to 65535, as in './tenk up --port 8081'");
          }
          port = given.getAsInt();
        }
        default -> {
          return new Wrong(
              "Unknown option '" + option + "': up takes --port N, --fresh, --aot and --native");
        }
      }
    }
    return new Up(port, fresh, flavour);
  }

  private static OptionalInt port(@Nullable String text) {
    if (text == null || !text.matches("[0-9]{1,5}")) {
      return OptionalInt.empty();
    }
    int port = Integer.parseInt(text);
    return port >= 1 && port <= 65_535 ? OptionalInt.of(port) : OptionalInt.empty();
  }
}
