package dev.tenk.embedded.broker;

import dev.tenk.embedded.process.EngineException;
import dev.tenk.embedded.process.EngineHome;
import dev.tenk.embedded.process.EngineProcess;
import dev.tenk.embedded.process.JavaCommand;
import dev.tenk.embedded.process.Ports;
import dev.tenk.embedded.process.Secret;
import dev.tenk.embedded.process.Signal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An AMQP 1.0 broker on loopback, in a process of its own; its journal is found again by the next
 * start.
 */
public final class Broker implements AutoCloseable {
  /** The queues, each with its dead letters beside it. */
  public static final List<String> QUEUES =
      List.of("media.uploaded", "media.bulk", "media.results", "media.withdrawn", "account.events");

  static final String PORT = "port";
  static final String USER = "user";
  static final String PASSWORD = "password";
  static final String DATA = "data";
  static final String DURABLE = "durable";

  private static final String USERNAME = "tenk";
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
  private static final int ANSWER_MILLIS = 1_000;
  private static final byte[] SASL_HEADER = {'A', 'M', 'Q', 'P', 3, 1, 0, 0};

  private final EngineHome home;
  private final Path directory;
  private final int port = Ports.free();
  private final String password;
  private @Nullable EngineProcess process;

  public Broker(EngineHome home) {
    this.home = home;
    this.directory = home.data().resolve("broker").toAbsolutePath();
    this.password = Secret.keptIn(directory.resolve("broker.password"));
  }

  /** The queue that rejected and too often delivered messages of this one go to. */
  public static String deadLetters(String queue) {
    return "dead." + queue;
  }

  /** Starts the broker, again after a stop or a kill, and waits until it answers. */
  public void start() {
    Path configuration = directory.resolve("broker.properties");
    Secret.write(configuration, configuration());
    process =
        EngineProcess.start(
            new EngineProcess.Command(
                "broker",
                JavaCommand.main(BrokerMain.class, List.of("-Xmx96m"), configuration.toString()),
                Map.of("MALLOC_ARENA_MAX", "2"),
                home.logs().resolve("broker.log"),
                Signal.TERM),
            home.ledger());
    process.await("answering", START_LIMIT, this::answers);
  }

  public int port() {
    return port;
  }

  public String username() {
    return USERNAME;
  }

  public String password() {
    return password;
  }

  /** The form that {@code TENK_BROKER_URL} takes. */
  public String url() {
    return "amqp://" + USERNAME + ":" + password + "@127.0.0.1:" + port;
  }

  /** The running process, to be paused or killed. */
  public EngineProcess process() {
    if (process == null) {
      throw new EngineException("broker is not started");
    }
    return process;
  }

  /** Stops the broker; messages stay. */
  @Override
  public void close() {
    if (process != null) {
      process.stop(STOP_LIMIT);
    }
  }

  private String configuration() {
    return String.join(
        "\n",
        PORT + "=" + port,
        USER + "=" + USERNAME,
        PASSWORD + "=" + password,
        DATA + "=" + directory.resolve("data"),
        DURABLE + "=" + home.durable(),
        "");
  }

  private boolean answers() {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), ANSWER_MILLIS);
      socket.setSoTimeout(ANSWER_MILLIS);
      socket.getOutputStream().write(SASL_HEADER);
      return socket.getInputStream().readNBytes(SASL_HEADER.length).length == SASL_HEADER.length;
    } catch (IOException e) {
      return false;
    }
  }
}
