package dev.tenk.local.endtoend;

import dev.tenk.embedded.process.EngineHome;
import dev.tenk.embedded.process.EngineProcess;
import dev.tenk.embedded.process.Signal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The nginx of {@code deploy/edge} in front of an origin, with Debian's purge module. */
final class Edge implements AutoCloseable {

  private static final Path NGINX = Path.of("/usr/sbin/nginx");
  private static final Path PURGE_MODULE =
      Path.of("/usr/lib/nginx/modules/ngx_http_cache_purge_module.so");
  private static final Path CONFIGURATION = Path.of("../deploy/edge");
  private static final Duration LIMIT = Duration.ofSeconds(15);

  private final EngineProcess process;

  private Edge(EngineProcess process) {
    this.process = process;
  }

  /** Whether Debian's packages nginx-light and libnginx-mod-http-cache-purge are here. */
  static boolean isInstalled() {
    return Files.isExecutable(NGINX) && Files.isReadable(PURGE_MODULE);
  }

  /** Starts it on loopback, in front of an origin that serves all paths. */
  static Edge start(EngineHome home, int port, int origin) {
    Path directory = home.data().resolve("edge-" + port).toAbsolutePath();
    try {
      Files.createDirectories(directory);
      Files.writeString(
          directory.resolve("purge-module.conf"), "load_module " + PURGE_MODULE + ";\n");
      Files.writeString(
          directory.resolve("purge.conf"),
          Files.readString(CONFIGURATION.resolve("purge.conf.template"))
              .replace("${TENK_EDGE_PURGERS}", "127.0.0.1"));
      Files.writeString(
          directory.resolve("nginx.conf"),
          Files.readString(CONFIGURATION.resolve("nginx.conf.template"))
              .replace("${TENK_EDGE_LISTEN}", "127.0.0.1:" + port)
              .replace("${TENK_EDGE_USERS}", "127.0.0.1:" + origin)
              .replace("${TENK_EDGE_MEDIA}", "127.0.0.1:" + origin)
              .replace("${TENK_EDGE_DIRECTORY}", directory.toString())
              .replace("${TENK_EDGE_SIZE}", "100m"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    EngineProcess process =
        EngineProcess.start(
            new EngineProcess.Command(
                "edge",
                List.of(
                    NGINX.toString(),
                    "-e",
                    "stderr",
                    "-c",
                    directory.resolve("nginx.conf").toString(),
                    "-g",
                    "daemon off;" + user()),
                Map.of(),
                home.logs().resolve("edge.log"),
                Signal.TERM),
            home.ledger());
    process.await("listening", LIMIT, () -> listens(port));
    return new Edge(process);
  }

  /** Its workers as whoever starts it, who owns the directory. */
  private static String user() {
    return System.getProperty("user.name").equals("root") ? " user root;" : "";
  }

  private static boolean listens(int port) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    process.stop(LIMIT);
  }
}
