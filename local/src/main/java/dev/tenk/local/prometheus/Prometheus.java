package dev.tenk.local.prometheus;

import dev.tenk.embedded.process.EngineException;
import dev.tenk.embedded.process.EngineHome;
import dev.tenk.embedded.process.EngineProcess;
import dev.tenk.embedded.process.Signal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Debian's Prometheus on loopback: scrapes services as the chart has them scraped, with the same
 * labels, so that dashboards and rules find what they look for.
 */
public final class Prometheus implements AutoCloseable {

  private static final Path PROGRAM = Path.of("/usr/bin/prometheus");
  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

  private final EngineHome home;
  private final Settings settings;
  private @Nullable EngineProcess process;

  /**
   * How it runs.
   *
   * @param port that it listens on
   * @param every how often it scrapes and evaluates
   * @param rules files of rules
   */
  public record Settings(int port, Duration every, List<Path> rules) {

    /** Copies the list. */
    public Settings {
      rules = List.copyOf(rules);
    }
  }

  public Prometheus(EngineHome home, Settings settings) {
    this.home = home;
    this.settings = settings;
  }

  /** Whether there is one on this machine. */
  public static boolean isInstalled() {
    return Files.isExecutable(PROGRAM);
  }

  /**
   * Starts it, without waiting until it answers.
   *
   * @param services whose management has {@code metrics} beside it
   */
  public EngineProcess start(Map<String, URI> services) {
    Path directory = home.data().resolve("prometheus").toAbsolutePath();
    Path configuration = directory.resolve("prometheus.yaml");
    try {
      Files.createDirectories(directory);
      Files.writeString(configuration, configuration(services));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    EngineProcess started =
        EngineProcess.start(
            new EngineProcess.Command(
                "prometheus",
                List.of(
                    PROGRAM.toString(),
                    "--config.file=" + configuration,
                    "--storage.tsdb.path=" + directory.resolve("series"),
                    "--storage.tsdb.retention.time=2d",
                    "--enable-feature=exemplar-storage",
                    "--web.listen-address=127.0.0.1:" + settings.port()),
                Map.of(),
                home.logs().resolve("prometheus.log"),
                Signal.TERM),
            home.ledger());
    process = started;
    return started;
  }

  public int port() {
    return settings.port();
  }

  /** The running process. */
  public EngineProcess process() {
    if (process == null) {
      throw new EngineException("prometheus is not started");
    }
    return process;
  }

  @Override
  public void close() {
    if (process != null) {
      process.stop(STOP_LIMIT);
    }
  }

  private String configuration(Map<String, URI> services) {
    StringBuilder yaml = new StringBuilder();
    yaml.append(
        "global: {scrape_interval: %1$ds, evaluation_interval: %1$ds}\n"
            .formatted(settings.every().toSeconds()));
    yaml.append("rule_files:\n");
    settings.rules().forEach(file -> yaml.append("  - '%s'\n".formatted(file.toAbsolutePath())));
    yaml.append("scrape_configs:\n");
    services.forEach(
        (name, management) -> {
          URI metrics = management.resolve("metrics");
          yaml.append(
              """
                - job_name: %1$s
                  metrics_path: %3$s
                  static_configs:
                    - targets: ['%2$s']
                      labels: {namespace: tenk, pod: %1$s-0}
              """
                  .formatted(name, metrics.getAuthority(), metrics.getPath()));
        });
    return yaml.toString();
  }
}
