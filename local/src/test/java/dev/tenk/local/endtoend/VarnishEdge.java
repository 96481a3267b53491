package dev.tenk.local.endtoend;

import dev.tenk.embedded.process.EngineHome;
import dev.tenk.embedded.process.EngineProcess;
import dev.tenk.embedded.process.Ports;
import dev.tenk.embedded.process.Signal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The Varnish of {@code deploy/edge}. */
final class VarnishEdge implements Edge {

  private static final Path VARNISHD = Path.of("/usr/sbin/varnishd");
  private static final Path CONFIGURATION = Path.of("../deploy/edge/varnish.vcl");
  private static final Duration LIMIT = Duration.ofSeconds(60); // it compiles the configuration

  @Override
  public String needs() {
    return "varnish of Debian";
  }

  @Override
  public boolean isInstalled() {
    return Files.isExecutable(VARNISHD);
  }

  @Override
  public Listening choose() {
    int port = Ports.free();
    return new Listening(port, port, 0); // it takes purges where it takes all
  }

  @Override
  public void start(EngineHome home, Listening ports, int origin) {
    int port = ports.clients();
    Path directory = home.data().resolve("varnish-" + port).toAbsolutePath();
    Path configuration = directory.resolve("edge.vcl");
    String backend = "\"127.0.0.1\"; .port = \"" + origin + "\"";
    try {
      Files.createDirectories(directory.resolve("work"));
      Files.writeString(
          configuration,
          Files.readString(CONFIGURATION)
              .replace("\"user-service\"; .port = \"8080\"", backend)
              .replace("\"media-service\"; .port = \"8080\"", backend)
              // so that a test sees what comes after it
              .replace("req.grace = 10s", "req.grace = 1s"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    EngineProcess process =
        EngineProcess.start(
            new EngineProcess.Command(
                "varnish",
                List.of(
                    VARNISHD.toString(),
                    "-F",
                    "-j",
                    "none",
                    "-n",
                    directory.resolve("work").toString(),
                    "-a",
                    "127.0.0.1:" + port,
                    "-T",
                    "none",
                    "-s",
                    "malloc,64m",
                    "-f",
                    configuration.toString()),
                Map.of(),
                home.logs().resolve("varnish.log"),
                Signal.TERM),
            home.ledger());
    process.await("listening", LIMIT, () -> Edge.listens(port));
  }
}
