package dev.tenk.local;

import dev.tenk.embedded.process.Directories;
import dev.tenk.embedded.process.EngineException;
import dev.tenk.embedded.process.EngineHome;
import dev.tenk.embedded.process.Ports;
import dev.tenk.local.prometheus.Prometheus;
import dev.tenk.local.service.Service;
import dev.tenk.local.suite.Suite;
import dev.tenk.local.suite.SuiteSettings;
import dev.tenk.local.terminal.Progress;
import dev.tenk.local.terminal.Tour;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * {@code up}: starts the suite on the data of the last run, says where everything is, and stops it
 * in order when the terminal or the system says so.
 */
final class UpCommand {
  private static final int PROMETHEUS_PORT = 9090;

  private final Arguments.Up arguments;
  private final Path checkout;
  private final Path state;
  private final PrintStream out;
  private final Progress progress;
  private volatile boolean interrupted;

  UpCommand(Arguments.Up arguments, Path checkout, Path state, PrintStream out) {
    this.arguments = arguments;
    this.checkout = checkout;
    this.state = state;
    this.out = out;
    this.progress = new Progress(out, InstantSource.system());
  }

  /** Returns only by a failure; the end of the run is the end of the process. */
  void run() throws InterruptedException {
    Instant begin = Instant.now();
    try (CheckoutLock lock = CheckoutLock.take(state)) {
      requireFreePort();
      EngineHome home = EngineHome.in(state, true);
      home.ledger()
          .endLeftovers()
          .forEach(left -> progress.say("  ended " + left.name() + ", left by a killed run"));
      if (arguments.fresh()) {
        Directories.delete(home.data());
      }
      keepLastLogs(home.logs());
      Suite suite =
          Suite.listen(
              new SuiteSettings(
                  checkout, arguments.flavour(), home, arguments.port(), Map.of(), true, false),
              progress);
      Optional<Prometheus> prometheus = prometheus(home);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(suite, prometheus), "suite-stop"));
      try {
        prometheus.ifPresent(installed -> suite.watch(installed.start(suite.managementUrls())));
        suite.start();
      } catch (EngineException e) {
        if (!interrupted) {
          throw e;
        }
        new CountDownLatch(1)
            .await(); // Ctrl-C while starting: the stop goes on and ends the process
      }
      say(suite, prometheus, Duration.between(begin, Instant.now()));
      new CountDownLatch(1).await();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void requireFreePort() {
    if (!Ports.isFree(arguments.port())) {
      throw new EngineException(
          "Port %d is taken: stop what listens there, or choose another with './tenk up --port N'"
              .formatted(arguments.port()));
    }
  }

  private static Optional<Prometheus> prometheus(EngineHome home) {
    if (!Prometheus.isInstalled()) {
      return Optional.empty();
    }
    int port = Ports.isFree(PROMETHEUS_PORT) ? PROMETHEUS_PORT : Ports.free();
    return Optional.of(
        new Prometheus(home, new Prometheus.Settings(port, Duration.ofSeconds(5), List.of())));
  }

  private void stop(Suite suite, Optional<Prometheus> prometheus) {
    if (suite.isClosing()) {
      return; // it failed to start, and what had started is stopped
    }
    interrupted = true;
    Instant begin = Instant.now();
    progress.say("Stopping");
    suite.close();
    prometheus.ifPresent(Prometheus::close);
    progress.say("Stopped after " + Progress.seconds(Duration.between(begin, Instant.now())));
  }

  private void say(Suite suite, Optional<Prometheus> prometheus, Duration took) {
    out.println();
    out.println("Tenk is ready after " + Progress.seconds(took) + " at " + suite.url());
    out.println("Its mails are at " + suite.mailboxUrl());
    out.println(
        prometheus
            .map(
                running ->
                    "Prometheus is at http://localhost:%d; helm/tenk/dashboards are for a Grafana that asks it"
                        .formatted(running.port()))
            .orElse(
                "Metrics are kept where Debian's prometheus is installed, which it is not here"));
    for (Service service : Service.values()) {
      var management = suite.service(service).managementUrl();
      out.println();
      out.println(service.module());
      for (String page : List.of("health", "metrics", "openapi", "swagger-ui")) {
        out.printf("  %-10s %s%n", page, management.resolve(page));
      }
    }
    out.println();
    out.println(
        "Data and logs are in .tenk; Ctrl-C stops everything. A tour, to be pasted into another"
            + " terminal here:");
    out.println();
    out.println(Tour.commands(suite.url()));
  }

  /** The logs of this run begin empty; those of the run before stay beside them. */
  private static void keepLastLogs(Path logs) throws IOException {
    Path last = logs.resolveSibling("logs.last");
    Directories.delete(last);
    if (Files.exists(logs)) {
      Files.move(logs, last);
    }
  }
}
