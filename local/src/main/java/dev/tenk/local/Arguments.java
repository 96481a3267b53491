package dev.tenk.local;

import dev.tenk.embedded.broker.Topology;
import dev.tenk.local.service.Flavour;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The command line, read. */
sealed interface Arguments {
  int DEFAULT_PORT = 8080;
  String BROKERS = "broker takes 'artemis' or 'rabbitmq'";

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

  /** Print what a broker of this kind must have. */
  record BrokerDefinitions(Topology broker) implements Arguments {}

  /** Break a suite for at least so long, and count. */
  record ChaosFor(Duration atLeast) implements Arguments {}

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
    if ("chaos".equals(command)) {
      return chaos(left);
    }
    if ("broker".equals(command)) {
      return left.size() == 1
          ? Topology.named(left.pop())
              .<Arguments>map(BrokerDefinitions::new)
              .orElseGet(() -> new Wrong(BROKERS))
          : new Wrong(BROKERS);
    }
    if (!"up".equals(command)) {
      return new Wrong("The command is 'up', 'migrate', 'broker' or 'chaos'");
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

  private static Arguments chaos(Deque<String> left) {
    if (left.isEmpty()) {
      return new ChaosFor(Duration.ZERO);
    }
    String option = left.poll();
    String minutes = left.poll();
    return "--minutes".equals(option)
            && minutes != null
            && minutes.matches("[0-9]{1,4}")
            && left.isEmpty()
        ? new ChaosFor(Duration.ofMinutes(Integer.parseInt(minutes)))
        : new Wrong("chaos takes --minutes N");
  }

  private static OptionalInt port(@Nullable String text) {
    if (text == null || !text.matches("[0-9]{1,5}")) {
      return OptionalInt.empty();
    }
    int port = Integer.parseInt(text);
    return port >= 1 && port <= 65_535 ? OptionalInt.of(port) : OptionalInt.empty();
  }
}
