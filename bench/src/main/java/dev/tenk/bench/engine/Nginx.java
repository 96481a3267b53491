package dev.tenk.bench.engine;

import dev.tenk.embedded.process.EngineHome;
import dev.tenk.embedded.process.EngineProcess;
import dev.tenk.embedded.process.Ports;
import dev.tenk.embedded.process.Signal;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Debian's nginx on loopback, from a directory of its own: a worker per core, one file. */
public final class Nginx implements AutoCloseable {

  private static final Path PROGRAM = Path.of("/usr/sbin/nginx");
  private static final Duration LIMIT = Duration.ofSeconds(20);

  /** The file is kept open, as what is in memory is; nothing is logged. */
  private static final String CONFIGURATION =
      """
      daemon off;
      %s
      worker_processes auto;
      pid nginx.pid;
      error_log error.log;
      events { worker_connections 4096; }
      http {
        access_log off;
        server_tokens off;
        sendfile on;
        tcp_nopush on;
        tcp_nodelay on;
        keepalive_requests 1000000000;
        open_file_cache max=100 inactive=10m;
        open_file_cache_valid 10m;
        default_type %s;
        client_body_temp_path client;
        proxy_temp_path proxy;
        fastcgi_temp_path fastcgi;
        uwsgi_temp_path uwsgi;
        scgi_temp_path scgi;
        server {
          listen 127.0.0.1:%d;
          root files;
        }
      }
      """;

  /** As who started it: else its workers could not read what root alone may. */
  private static final String AS_ROOT =
      System.getProperty("user.name").equals("root") ? "user root;" : "";

  private final int port = Ports.free();
  private final EngineProcess process;

  /**
   * Serves the bytes.
   *
   * @param path where, with a slash before it
   * @param type of the content
   */
  public Nginx(String path, String type, byte[] bytes, EngineHome home) throws IOException {
    if (!Files.isExecutable(PROGRAM)) {
      throw new IllegalStateException("nginx is missing: apt-get install nginx-light");
    }
    Path directory = home.data().resolve("nginx");
    Path file = directory.resolve("files" + path);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
    Path configuration =
        Files.writeString(
            directory.resolve("nginx.conf"), CONFIGURATION.formatted(AS_ROOT, type, port));
    process =
        EngineProcess.start(
            new EngineProcess.Command(
                "nginx",
                List.of(
                    PROGRAM.toString(),
                    "-p",
                    directory.toString(),
                    "-e",
                    "error.log",
                    "-c",
                    configuration.toString()),
                Map.of(),
                home.logs().resolve("nginx.log"),
                Signal.TERM),
            home.ledger());
    process.await("answering", LIMIT, () -> Answering.with200(url(path)));
  }

  public URI url(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  public int port() {
    return port;
  }

  @Override
  public void close() {
    process.stop(LIMIT);
  }
}
