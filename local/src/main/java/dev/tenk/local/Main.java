package dev.tenk.local;

import dev.tenk.embedded.broker.Topology;
import dev.tenk.embedded.process.EngineException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Runs {@code up}, {@code migrate}, {@code broker} and {@code chaos}; {@code ./tenk} builds first
 * and knows the other commands.
 */
public final class Main {
  /** Directory of the checkout; the working directory where it is not given. */
  private static final String CHECKOUT = "tenk.checkout";

  /** Directory of data, logs and locks; {@code .tenk} in the checkout where it is not given. */
  private static final String STATE = "tenk.state";

  private static final int FAILED = 1;
  private static final int MISUSED = 2;

  private Main() {}

  /** Takes the words after {@code ./tenk}. */
  public static void main(String[] words) throws InterruptedException {
    switch (Arguments.parse(List.of(words))) {
      case Arguments.Wrong(String message) -> end(message, MISUSED);
      case Arguments.Up up ->
          endByFailure(() -> new UpCommand(up, checkout(), state(), System.out).run());
      case Arguments.BrokerDefinitions(Topology broker) -> System.out.print(broker.definitions());
      case Arguments.ChaosFor(Duration atLeast) ->
          endByFailure(() -> new ChaosCommand(atLeast, checkout(), System.out).run());
      case Arguments.Migrate() ->
          endByFailure(() -> new MigrateCommand(checkout(), state(), System.out).run());
    }
  }

  private static Path checkout() {
    return Path.of(System.getProperty(CHECKOUT, "")).toAbsolutePath();
  }

  private static Path state() {
    return checkout().resolve(System.getProperty(STATE, ".tenk"));
  }

  private static void endByFailure(Command command) throws InterruptedException {
    try {
      command.run();
    } catch (EngineException e) {
      end(String.valueOf(e.getMessage()), FAILED);
    }
  }

  @FunctionalInterface
  private interface Command {
    void run() throws InterruptedException;
  }

  private static void end(String message, int status) {
    System.err.println(message);
    System.exit(status);
  }
}
