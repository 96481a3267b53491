package dev.tenk.local.endtoend;

import dev.tenk.embedded.process.EngineException;
import dev.tenk.embedded.process.Ports;
import dev.tenk.embedded.process.TemporaryHome;
import dev.tenk.local.service.Flavour;
import dev.tenk.local.suite.Suite;
import dev.tenk.local.suite.SuiteSettings;
import dev.tenk.local.terminal.Progress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The suite that {@code ./tenk up} starts, on free ports with temporary data: started when a test
 * first asks for it, it serves all end-to-end tests of the JVM and ends with it. Each test makes
 * its own accounts.
 */
final class SharedSuite {
  /** What the build made: {@code -Dnative} makes executables. */
  static final Flavour FLAVOUR = Flavour.valueOf(System.getProperty("tenk.flavour", "JVM"));

  private static final int EDGE_PORT = Ports.free();

  private static @Nullable Suite suite;
  private static @Nullable CountingOrigin edgeOrigin;

  private SharedSuite() {}

  static synchronized Suite running() {
    if (suite == null) {
      TemporaryHome home = TemporaryHome.create();
      Path checkout = Path.of("..").toAbsolutePath().normalize();
      var progress = new Progress(System.out, InstantSource.system());
      Suite started =
          Suite.listen(
              new SuiteSettings(checkout, FLAVOUR, home.home(), Ports.free(), environment()),
              progress);
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
      if (Edge.isInstalled()) {
        edgeOrigin = startEdge(started, home);
      }
    }
    return suite;
  }

  /** Null where it does not start: that fails its own tests, and no others. */
  private static @Nullable CountingOrigin startEdge(Suite started, TemporaryHome home) {
    var origin = new CountingOrigin(started.url());
    try {
      Edge.start(home.home(), EDGE_PORT, origin.port());
      return origin;
    } catch (EngineException e) {
      System.out.println("the edge does not start: " + e.getMessage());
      origin.close();
      return null;
    }
  }

  /** Where the edge is, once the suite runs; services tell it of changes. */
  static int edgePort() {
    return EDGE_PORT;
  }

  /** What the edge asks. */
  static synchronized CountingOrigin edgeOrigin() {
    if (edgeOrigin == null) {
      throw new IllegalStateException("there is no edge");
    }
    return edgeOrigin;
  }

  private static Map<String, String> environment() {
    return Edge.isInstalled()
        ? Map.of("TENK_EDGE_PURGE", "http://127.0.0.1:" + EDGE_PORT)
        : Map.of();
  }
}
