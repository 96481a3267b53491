package dev.tenk.local.endtoend;

import dev.tenk.embedded.process.Ports;
import dev.tenk.embedded.process.TemporaryHome;
import dev.tenk.local.service.Flavour;
import dev.tenk.local.suite.Suite;
import dev.tenk.local.suite.SuiteSettings;
import dev.tenk.local.terminal.Progress;
import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * The suite that {@code ./tenk up} starts, on free ports with temporary data: started when a test
 * first asks for it, it serves all end-to-end tests of the JVM and ends with it. Each test makes
 * its own accounts.
 */
final class SharedSuite {
  /** What the build made: {@code -Dnative} makes executables. */
  static final Flavour FLAVOUR = Flavour.valueOf(System.getProperty("tenk.flavour", "JVM"));

  private static @Nullable Suite suite;

  private SharedSuite() {}

  static synchronized Suite running() {
    if (suite == null) {
      TemporaryHome home = TemporaryHome.create();
      Path checkout = Path.of("..").toAbsolutePath().normalize();
      var progress = new Progress(System.out, InstantSource.system());
      Suite started =
          Suite.listen(new SuiteSettings(checkout, FLAVOUR, home.home(), Ports.free()), progress);
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    started.close();
                    home.close();
                  },
                  "suite-stop"));
      started.start();
      suite = started;
    }
    return suite;
  }
}
