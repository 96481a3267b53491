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

/** The nginx of {@code deploy/edge}, with the Lua module of Debian. */
final class NginxEdge implements Edge {

  private static final Path NGINX = Path.of("/usr/sbin/nginx");
  private static final Path MODULE = Path.of("/usr/lib/nginx/modules/ngx_http_lua_module.so");
  private static final Path CONFIGURATION = Path.of("../deploy/edge");
  private static final Duration LIMIT = Duration.ofSeconds(15);

  @Override
  public String needs() {
    return "nginx-light and libnginx-mod-http-lua of Debian";
  }

  @Override
  public boolean isInstalled() {
    return Files.isExecutable(NGINX) && Files.isReadable(MODULE);
  }

  @Override
  public Listening choose() {
    return new Listening(Ports.free(), Ports.free(), Ports.free());
  }

  @Override
  public void start(EngineHome home, Listening ports, int origin) {
    Path directory = home.data().resolve("edge-" + ports.clients()).toAbsolutePath();
    try {
      Files.createDirectories(directory);
      Files.writeString(
          directory.resolve("modules.conf"),
          "load_module modules/ndk_http_module.so;\nload_module " + MODULE + ";\n");
      Files.writeString(
          directory.resolve("purge.conf"),
          Files.readString(CONFIGURATION.resolve("purge.conf.template"))
              .replace("${TENK_EDGE_DIRECTORY}", directory.toString())
              .replace("${TENK_EDGE_PURGE_LISTEN}", "127.0.0.1:" + ports.purges())
              .replace("${TENK_EDGE_PURGERS}", "127.0.0.1"));
      Files.writeString(
          directory.resolve("metrics.conf"),
          Files.readString(CONFIGURATION.resolve("metrics.conf.template"))
              .replace("${TENK_EDGE_DIRECTORY}", directory.toString())
              .replace("${TENK_EDGE_METRICS_LISTEN}", "127.0.0.1:" + ports.metrics()));
      for (String script : List.of("purge.lua", "metrics.lua")) {
        Files.copy(CONFIGURATION.resolve(script), directory.resolve(script));
      }
      Files.writeString(
          directory.resolve("nginx.conf"),
          Files.readString(CONFIGURATION.resolve("nginx.conf.template"))
              .replace("${TENK_EDGE_LISTEN}", "127.0.0.1:" + ports.clients())
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
                "nginx",
                List.of(
                    NGINX.toString(),
                    "-e",
                    "stderr",
                    "-c",
                    directory.resolve("nginx.conf").toString(),
                    "-g",
                    "daemon off;" + user()),
                Map.of(),
                home.logs().resolve("nginx.log"),
                Signal.TERM),
            home.ledger());
    process.await("listening", LIMIT, () -> Edge.listens(ports.clients()));
  }

  /** Its workers as whoever starts it, who owns the directory. */
  private static String user() {
    return System.getProperty("user.name").equals("root") ? " user root;" : "";
  }
}
