package dev.tenk.local.suite;

import dev.tenk.embedded.process.EngineHome;
import dev.tenk.local.service.Flavour;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a suite runs from and where.
 *
 * @param checkout directory of the built modules
 * @param flavour of the services
 * @param home data, logs and the record of processes
 * @param port of the origin
 * @param environment more settings of all services
 * @param traced whether requests whose callers want it are traced; costs a little for the others
 * @param fullSpeed whether services run as in production, rather than start soon
 */
public record SuiteSettings(
    Path checkout,
    Flavour flavour,
    EngineHome home,
    int port,
    Map<String, String> environment,
    boolean traced,
    boolean fullSpeed) {

  /** A suite with the usual settings, and nothing traced. */
  public SuiteSettings(Path checkout, Flavour flavour, EngineHome home, int port) {
    this(checkout, flavour, home, port, Map.of());
  }

  /** A suite with more settings, and nothing traced. */
  public SuiteSettings(
      Path checkout, Flavour flavour, EngineHome home, int port, Map<String, String> environment) {
    this(checkout, flavour, home, port, environment, false, false);
  }

  /** The same at full speed, as in production. */
  public SuiteSettings atFullSpeed() {
    return new SuiteSettings(checkout, flavour, home, port, environment, traced, true);
  }
}
