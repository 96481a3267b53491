package dev.tenk.local;

import dev.tenk.embedded.process.EngineException;
import dev.tenk.embedded.process.Ports;
import dev.tenk.embedded.process.TemporaryHome;
import dev.tenk.local.chaos.BlobDisk;
import dev.tenk.local.chaos.Books;
import dev.tenk.local.chaos.Chaos;
import dev.tenk.local.chaos.RollingRestart;
import dev.tenk.local.service.Flavour;
import dev.tenk.local.service.ServiceEnvironment;
import dev.tenk.local.suite.Suite;
import dev.tenk.local.suite.SuiteSettings;
import dev.tenk.local.terminal.Progress;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

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
    Optional<BlobDisk> disk = BlobDisk.mount(ServiceEnvironment.blobsIn(home.home().data()));
    if (disk.isEmpty()) {
      out.println("The disk of the blobs is not filled: there is no right to mount one");
    }
    var progress = new Progress(out, InstantSource.system());
    Suite suite =
        Suite.listen(
            new SuiteSettings(checkout, Flavour.JVM, home.home(), Ports.free(), settings()),
            progress);
    var stop =
        new Thread(
            () -> {
              suite.close();
              disk.ifPresent(BlobDisk::close);
              home.close();
            },
            "suite-stop");
    Runtime.getRuntime().addShutdownHook(stop);
    suite.start();
    try {
      boolean unnoticed = rollingRestart(suite, home, progress);
      Books books = new Chaos(suite, disk.orElse(null), PAUSE, progress::say).run(atLeast);
      books.lines().forEach(out::println);
      if (!books.balance()) {
        throw new EngineException("What was promised did not happen");
      }
      if (!unnoticed) {
        throw new EngineException("The rolling restart was noticed");
      }
    } catch (IOException | SQLException e) {
      throw new EngineException("The chaos could not be counted: " + e.getMessage(), e);
    }
    System.exit(0);
  }

  /** Whether nobody noticed it; what follows is tried in any case. */
  private boolean rollingRestart(Suite suite, TemporaryHome home, Progress progress)
      throws IOException, SQLException, InterruptedException {
    RollingRestart.Outcome rolled =
        new RollingRestart(suite, home.home().data(), progress::say).run();
    rolled.books().lines().forEach(out::println);
    out.println("reads answered         " + rolled.reads());
    boolean unnoticed = rolled.books().balance() && rolled.refused().isEmpty();
    if (!unnoticed) {
      out.println("THE ROLLING RESTART WAS NOTICED: " + rolled.refused());
    }
    return unnoticed;
  }

  private static Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>(Chaos.SETTINGS);
    settings.putAll(RollingRestart.SETTINGS);
    return settings;
  }
}
