package dev.tenk.local;

import dev.tenk.embedded.process.EngineException;
import dev.tenk.embedded.process.Ports;
import dev.tenk.embedded.process.TemporaryHome;
import dev.tenk.local.chaos.Books;
import dev.tenk.local.chaos.Chaos;
import dev.tenk.local.service.Flavour;
import dev.tenk.local.suite.Suite;
import dev.tenk.local.suite.SuiteSettings;
import dev.tenk.local.terminal.Progress;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;

/** {@code chaos}: a suite of its own, with temporary data, under faults; prints the books. */
final class ChaosCommand {
  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final Duration atLeast;
  private final Path checkout;
  private final PrintStream out;

  ChaosCommand(Duration atLeast, Path checkout, PrintStream out) {
    this.atLeast = atLeast;
    this.checkout = checkout;
    this.out = out;
  }

  void run() throws InterruptedException {
    TemporaryHome home = TemporaryHome.createDurable();
    var progress = new Progress(out, InstantSource.system());
    Suite suite =
        Suite.listen(new SuiteSettings(checkout, Flavour.JVM, home.home(), Ports.free()), progress);
    var stop =
        new Thread(
            () -> {
              suite.close();
              home.close();
            },
            "suite-stop");
    Runtime.getRuntime().addShutdownHook(stop);
    suite.start();
    try {
      Books books = new Chaos(suite, PAUSE, progress::say).run(atLeast);
      books.lines().forEach(out::println);
      if (!books.balance()) {
        throw new EngineException("What was promised did not happen");
      }
    } catch (IOException | SQLException e) {
      throw new EngineException("The chaos could not be counted: " + e.getMessage(), e);
    }
    System.exit(0);
  }
}
