package dev.tenk.local.service;

import dev.tenk.embedded.process.EngineException;
import dev.tenk.embedded.process.EngineHome;
import dev.tenk.embedded.process.EngineProcess;
import dev.tenk.embedded.process.Ports;
import dev.tenk.embedded.process.Signal;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One service's process: its ports stay, so that it can be killed and started again behind the
 * origin.
 */
public final class ServiceProcess {
  private static final Duration START_LIMIT = Duration.ofSeconds(90);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(20);
  private static final int ANSWER_MILLIS = 2_000;

  private final Service service;
  private final List<String> command;
  private final Map<String, String> environment;
  private final EngineHome home;
  private final int port = Ports.free();
  private final int managementPort = Ports.free();
  private @Nullable EngineProcess process;

  /**
   * A service that is not started yet.
   *
   * @param checkout directory of the modules
   * @param flavour in which it was built
   * @param fullSpeed whether it runs as in production, rather than starts soon
   * @param environment its configuration, but for the ports
   */
  public ServiceProcess(
      Service service,
      Path checkout,
      Flavour flavour,
      boolean fullSpeed,
      Map<String, String> environment,
      EngineHome home) {
    this.service = service;
    Path module = checkout.resolve(service.module());
    this.command =
        fullSpeed ? flavour.fullSpeedCommand(module, Flavour.HEAP) : flavour.command(module);
    this.environment = environment;
    this.home = home;
  }

  /** Starts it, again after a stop or a kill, and waits until it says that it is ready. */
  public void start() {
    process =
        EngineProcess.start(
            new EngineProcess.Command(
                service.module(),
                command,
                allEnvironment(),
                home.logs().resolve(service.module() + ".log"),
                Signal.TERM,
                service.claim()),
            home.ledger());
    process.await("ready", START_LIMIT, this::isReady);
  }

  public Service service() {
    return service;
  }

  public int port() {
    return port;
  }

  /** Where health, metrics and the API's description are. */
  public URI managementUrl() {
    return URI.create("http://127.0.0.1:" + managementPort + "/q/");
  }

  /** The running process, to be paused or killed. */
  public EngineProcess process() {
    if (process == null) {
      throw new EngineException(service.module() + " is not started");
    }
    return process;
  }

  /** Lets it finish what it has in hand, then ends it. */
  public void stop() {
    if (process != null) {
      process.stop(STOP_LIMIT);
    }
  }

  private Map<String, String> allEnvironment() {
    Map<String, String> all = new HashMap<>(environment);
    all.put("QUARKUS_HTTP_HOST", "127.0.0.1");
    all.put("QUARKUS_HTTP_PORT", Integer.toString(port));
    all.put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
    all.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(managementPort));
    all.put("MALLOC_ARENA_MAX", "2");
    return all;
  }

  private boolean isReady() {
    try {
      var connection =
          (HttpURLConnection) managementUrl().resolve("health/ready").toURL().openConnection();
      connection.setConnectTimeout(ANSWER_MILLIS);
      connection.setReadTimeout(ANSWER_MILLIS);
      return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
    } catch (IOException e) {
      return false;
    }
  }
}
