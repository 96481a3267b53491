package dev.tenk.local.suite;

import dev.tenk.embedded.process.EngineHome;
import dev.tenk.local.service.Flavour;
import java.nio.file.Path;

/**
 * What a suite runs from and where.
 *
 * @param checkout directory of the built modules
 * @param flavour of the services
 * @param home data, logs and the record of processes
 * @param port of the origin
 */
public record SuiteSettings(Path checkout, Flavour flavour, EngineHome home, int port) {}
