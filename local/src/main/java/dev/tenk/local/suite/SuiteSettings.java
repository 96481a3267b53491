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
 * @param environment more settings of user- and media-service
 */
public record SuiteSettings(
    Path checkout, Flavour flavour, EngineHome home, int port, Map<String, String> environment) {

  /** A suite with the usual settings. */
  public SuiteSettings(Path checkout, Flavour flavour, EngineHome home, int port) {
    this(checkout, flavour, home, port, Map.of());
  }
}
