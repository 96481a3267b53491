package dev.tenk.local.endtoend;

import dev.tenk.embedded.process.EngineException;
import dev.tenk.embedded.process.Ports;
import dev.tenk.embedded.process.TemporaryHome;
import dev.tenk.local.chaos.RollingRestart;
import dev.tenk.local.service.Flavour;
import dev.tenk.local.suite.Suite;
import dev.tenk.local.suite.SuiteSettings;
import dev.tenk.local.terminal.Progress;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The suite that {@code ./tenk up} starts, on free ports with temporary data: started when a test
 * first asks for it, it serves all end-to-end tests of the JVM and ends with it. Each test makes
 * its own accounts.
 */
final class SharedSuite {
  /** What the build made: {@code -Dnative} makes executables. */
  static final Flavour FLAVOUR = Flavour.valueOf(System.getProperty("tenk.flavour", "JVM"));

  /** Where each edge listens, of those that can be started; services tell it of changes. */
  private static final Map<Edge, Edge.Listening> EDGE_PORTS =
      Stream.of(new NginxEdge(), new VarnishEdge())
          .filter(Edge::isInstalled)
          .collect(Collectors.toUnmodifiableMap(edge -> edge, Edge::choose));

  private static final Map<Class<? extends Edge>, RunningEdge> EDGES = new HashMap<>();
  private static @Nullable Suite suite;

  private SharedSuite() {}

  static synchronized Suite running() {
    if (suite == null) {
      TemporaryHome home = TemporaryHome.create();
      Path checkout = Path.of("..").toAbsolutePath().normalize();
      var progress = new Progress(System.out, InstantSource.system());
      Suite started =
          Suite.listen(
              new SuiteSettings(
                  checkout, FLAVOUR, home.home(), Ports.free(), environment(), true, false),
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
      EDGE_PORTS.forEach((edge, ports) -> start(edge, ports, started, home));
    }
    return suite;
  }

  /** Where one does not start, its own tests fail, and no others. */
  private static void start(Edge edge, Edge.Listening ports, Suite started, TemporaryHome home) {
    var origin = new CountingOrigin(started.url());
    try {
      edge.start(home.home(), ports, origin.port());
      EDGES.put(
          edge.getClass(),
          new RunningEdge(
              "http://127.0.0.1:" + ports.clients(),
              URI.create("http://127.0.0.1:" + ports.metrics() + "/metrics"),
              origin));
    } catch (EngineException e) {
      System.out.println("an edge does not start: " + e.getMessage());
      origin.close();
    }
  }

  /**
   * An edge in front of the suite.
   *
   * @param url where it is
   * @param metrics where it tells them, if it does
   * @param origin what it asks
   */
  record RunningEdge(String url, URI metrics, CountingOrigin origin) {}

  /** The edge of this kind, once the suite runs. */
  static synchronized RunningEdge edge(Edge edge) {
    RunningEdge running = EDGES.get(edge.getClass());
    if (running == null) {
      throw new IllegalStateException("it does not run: " + edge.getClass().getSimpleName());
    }
    return running;
  }

  private static Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(RollingRestart.SETTINGS);
    if (!EDGE_PORTS.isEmpty()) {
      environment.put(
          "TENK_EDGE_PURGE",
          EDGE_PORTS.values().stream()
              .map(ports -> "http://127.0.0.1:" + ports.purges())
              .collect(Collectors.joining(",")));
    }
    return environment;
  }
}
