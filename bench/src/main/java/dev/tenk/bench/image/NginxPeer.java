package dev.tenk.bench.image;

import dev.tenk.embedded.process.Ports;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** An nginx (Debian's package {@code nginx}) that serves the files of a directory as they are. */
final class NginxPeer implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final long POLL_NANOS = Duration.ofMillis(50).toNanos();
  private static final String NGINX = "/usr/sbin/nginx";

  private final Process process;
  private final int port;

  private NginxPeer(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  static NginxPeer serve(Path files, Path scratch) throws IOException {
    int port = Ports.free();
    Files.createDirectories(scratch);
    Path configuration = scratch.resolve("nginx.conf");
    Files.writeString(
        configuration,
        """
        daemon off;
        %s
        worker_processes auto;
        pid %s/nginx.pid;
        events { worker_connections 1024; }
        http {
          access_log off;
          sendfile on;
          tcp_nopush on;
          keepalive_requests 1000000;
          open_file_cache max=100;
          client_body_temp_path %s/body;
          proxy_temp_path %s/proxy;
          fastcgi_temp_path %s/fastcgi;
          uwsgi_temp_path %s/uwsgi;
          scgi_temp_path %s/scgi;
          server { listen 127.0.0.1:%d; location / { root %s; } }
        }
        """
            .formatted(
                System.getProperty("user.name").equals("root") ? "user root;" : "",
                scratch,
                scratch,
                scratch,
                scratch,
                scratch,
                scratch,
                port,
                files));
    Process process;
    try {
      process =
          new ProcessBuilder(NGINX, "-e", "stderr", "-c", configuration.toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
    } catch (IOException e) {
      throw new IllegalStateException("nginx is missing: apt-get install nginx-light", e);
    }
    NginxPeer peer = new NginxPeer(process, port);
    peer.awaitListening();
    return peer;
  }

  private void awaitListening() {
    long began = System.nanoTime();
    while (!listens()) {
      if (System.nanoTime() - began > LIMIT.toNanos()) {
        close();
        throw new IllegalStateException("nginx does not listen");
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  private boolean listens() {
    try (Socket _ = new Socket("127.0.0.1", port)) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Where it has the file. */
  URI uri(String file) {
    return URI.create("http://127.0.0.1:" + port + "/" + file);
  }

  @Override
  public void close() {
    process.destroy();
  }
}
