package dev.tenk.embedded.redis;

import dev.tenk.embedded.process.EngineException;
import dev.tenk.embedded.process.EngineFiles;
import dev.tenk.embedded.process.EngineHome;
import dev.tenk.embedded.process.EngineProcess;
import dev.tenk.embedded.process.Ports;
import dev.tenk.embedded.process.Secret;
import dev.tenk.embedded.process.Signal;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import redis.embedded.core.ExecutableProvider;

/**
 * Redis on loopback with a generated password. Memory is bounded; at the bound the keys nearest to
 * their expiry go, and all of Tenk's keys have one. With durable data it keeps an append-only file,
 * flushed every second.
 */
public final class Redis implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(30);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(5);
  private static final int ANSWER_MILLIS = 1_000;

  private final EngineHome home;
  private final Path directory;
  private final int port = Ports.free();
  private final String password;
  private @Nullable EngineProcess process;

  public Redis(EngineHome home) {
    this.home = home;
    this.directory = home.data().resolve("redis").toAbsolutePath();
    this.password = Secret.keptIn(directory.resolve("redis.password"));
  }

  /** Starts the server, again after a stop or a kill, and waits until it answers. */
  public void start() {
    Path configuration = directory.resolve("redis.conf");
    Secret.write(configuration, configuration());
    process =
        EngineProcess.start(
            new EngineProcess.Command(
                "redis",
                List.of(executable().toString(), configuration.toString()),
                Map.of(),
                home.logs().resolve("redis.log"),
                Signal.TERM),
            home.ledger());
    process.await("answering", START_LIMIT, this::answers);
  }

  public int port() {
    return port;
  }

  /** The form that the Quarkus Redis client takes. */
  public String url() {
    return "redis://:" + password + "@127.0.0.1:" + port;
  }

  /** The running process, to be paused or killed. */
  public EngineProcess process() {
    if (process == null) {
      throw new EngineException("redis is not started");
    }
    return process;
  }

  /** Stops the server; data stays. */
  @Override
  public void close() {
    if (process != null) {
      process.stop(STOP_LIMIT);
    }
  }

  private String configuration() {
    return String.join(
        "\n",
        "bind 127.0.0.1",
        "port " + port,
        "requirepass " + password,
        "dir " + directory,
        "databases 1",
        "maxmemory " + home.memory().redisMebibytes() + "mb",
        "maxmemory-policy volatile-ttl",
        "maxclients 500",
        "save \"\"",
        "appendonly " + (home.durable() ? "yes" : "no"),
        "appendfsync everysec",
        "");
  }

  private boolean answers() {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), ANSWER_MILLIS);
      socket.setSoTimeout(ANSWER_MILLIS);
      String request = "AUTH " + password + "\r\nPING\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      byte[] expected = "+OK\r\n+PONG\r\n".getBytes(StandardCharsets.US_ASCII);
      byte[] answer = socket.getInputStream().readNBytes(expected.length);
      return Arrays.equals(answer, expected);
    } catch (IOException e) {
      return false;
    }
  }

  private static Path executable() {
    return EngineFiles.unpackedOnce("redis-6.2", Redis::unpack).resolve("redis-server");
  }

  private static void unpack(Path target) {
    try {
      File unpacked = ExecutableProvider.newJarResourceProvider(target.toFile()).get();
      Files.move(unpacked.toPath(), target.resolve("redis-server"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
