package dev.tenk.bench.engine;

import dev.tenk.embedded.process.EngineHome;
import dev.tenk.embedded.process.EngineProcess;
import dev.tenk.embedded.process.Ports;
import dev.tenk.embedded.process.Signal;
import dev.tenk.local.service.Flavour;
import dev.tenk.local.service.Service;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** One service's process on ports of its own, started as production would start it. */
public final class RunningService implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofSeconds(120);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(20);
  private static final Duration POLL = Duration.ofMillis(2);

  private final EngineProcess process;
  private final int port = Ports.free();
  private final int managementPort = Ports.free();
  private final long began;

  /** Starts it with the usual heap; it is not ready yet. */
  public RunningService(
      Service service,
      Flavour flavour,
      Path checkout,
      Map<String, String> environment,
      EngineHome home) {
    this(service, flavour, checkout, environment, home, Flavour.HEAP);
  }

  /** Starts it with so many MiB of heap at most; it is not ready yet. */
  public RunningService(
      Service service,
      Flavour flavour,
      Path checkout,
      Map<String, String> environment,
      EngineHome home,
      int heap) {
    Map<String, String> all = new HashMap<>(environment);
    all.put("QUARKUS_HTTP_HOST", "127.0.0.1");
    all.put("QUARKUS_HTTP_PORT", Integer.toString(port));
    all.put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
    all.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(managementPort));
    all.put("MALLOC_ARENA_MAX", "2");
    List<String> command = flavour.fullSpeedCommand(checkout.resolve(service.module()), heap);
    Path log = home.logs().resolve(service.module() + "-" + flavour + ".log");
    began = System.nanoTime();
    process =
        EngineProcess.start(
            new EngineProcess.Command(
                service.module(), command, all, log, Signal.TERM, service.claim()),
            home.ledger());
  }

  /** Of the API. */
  public URI url(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  /** Of the management port. */
  public URI managementUrl(String path) {
    return URI.create("http://127.0.0.1:" + managementPort + path);
  }

  /**
   * Asks until the answer is 200.
   *
   * @return the time since the process was started
   * @throws IllegalStateException when it ended, or after two minutes
   */
  public Duration awaitFirst200(URI url) {
    while (!Answering.with200(url)) {
      Duration waited = sinceStart();
      if (!process.isAlive() || waited.compareTo(START_LIMIT) > 0) {
        throw new IllegalStateException(
            process.name() + " does not answer " + url + ":\n" + process.lastLines());
      }
      LockSupport.parkNanos(POLL.toNanos());
    }
    return sinceStart();
  }

  /** How long ago its process was started. */
  public Duration sinceStart() {
    return Duration.ofNanos(System.nanoTime() - began);
  }

  /** Resident memory in MiB. */
  public long residentMebibytes() throws IOException {
    return ProcessTree.residentMebibytes(process.pid());
  }

  public int port() {
    return port;
  }

  public long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    process.stop(STOP_LIMIT);
  }
}
