package dev.tenk.embedded.s3;

import dev.tenk.embedded.process.EngineException;
import dev.tenk.embedded.process.EngineHome;
import dev.tenk.embedded.process.EngineProcess;
import dev.tenk.embedded.process.JavaCommand;
import dev.tenk.embedded.process.Ports;
import dev.tenk.embedded.process.Secret;
import dev.tenk.embedded.process.Signal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An S3 store on loopback with one bucket and a generated key. Whoever starts it has {@code
 * org.gaul:s3proxy} on the class path.
 */
public final class ObjectStore implements AutoCloseable {

  /** The bucket that is there. */
  public static final String BUCKET = "tenk";

  /** The name of the key. */
  public static final String ACCESS_KEY_ID = "tenk";

  private static final String MAIN = "org.gaul.s3proxy.Main";
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(5);
  private static final int ANSWER_MILLIS = 1_000;

  private final EngineHome home;
  private final Path directory;
  private final int port = Ports.free();
  private final String secretAccessKey;
  private @Nullable EngineProcess process;

  public ObjectStore(EngineHome home) {
    this.home = home;
    this.directory = home.data().resolve("s3").toAbsolutePath();
    this.secretAccessKey = Secret.keptIn(directory.resolve("s3.key"));
  }

  /** Starts the store, again after a stop or a kill, and waits until it answers. */
  public void start() {
    try {
      Files.createDirectories(directory.resolve("data").resolve(BUCKET));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Path configuration = directory.resolve("s3proxy.properties");
    Secret.write(configuration, configuration());
    Path logging = directory.resolve("logging.properties");
    Secret.write(logging, logging());
    process =
        EngineProcess.start(
            new EngineProcess.Command(
                "s3",
                JavaCommand.main(
                    MAIN,
                    List.of("-Xmx96m", "-Djava.util.logging.config.file=" + logging),
                    "--properties",
                    configuration.toString()),
                Map.of("MALLOC_ARENA_MAX", "2"),
                home.logs().resolve("s3.log"),
                Signal.TERM),
            home.ledger());
    process.await("answering", START_LIMIT, this::answers);
  }

  /** Where it is reached, with the bucket in the path. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + port);
  }

  public String secretAccessKey() {
    return secretAccessKey;
  }

  /** The running process, to be paused or killed. */
  public EngineProcess process() {
    if (process == null) {
      throw new EngineException("s3 is not started");
    }
    return process;
  }

  /** Stops the store; objects stay. */
  @Override
  public void close() {
    if (process != null) {
      process.stop(STOP_LIMIT);
    }
  }

  /** It logs what is written to its error stream; a log on that stream would go round for ever. */
  private String logging() {
    return String.join(
        "\n",
        "handlers=java.util.logging.FileHandler",
        "java.util.logging.FileHandler.pattern=" + home.logs().resolve("s3.jul.log"),
        "java.util.logging.FileHandler.append=true",
        "java.util.logging.FileHandler.formatter=java.util.logging.SimpleFormatter",
        "");
  }

  private String configuration() {
    return String.join(
        "\n",
        "s3proxy.endpoint=" + endpoint(),
        "s3proxy.authorization=aws-v4",
        "s3proxy.identity=" + ACCESS_KEY_ID,
        "s3proxy.credential=" + secretAccessKey,
        // as other stores do
        "s3proxy.ignore-unknown-headers=true",
        "jclouds.provider=filesystem-nio2",
        "jclouds.filesystem.basedir=" + directory.resolve("data"),
        "");
  }

  /** Any answer will do: without a signature it is a refusal. */
  private boolean answers() {
    try {
      HttpURLConnection connection = (HttpURLConnection) endpoint().toURL().openConnection();
      connection.setConnectTimeout(ANSWER_MILLIS);
      connection.setReadTimeout(ANSWER_MILLIS);
      return connection.getResponseCode() == HttpURLConnection.HTTP_FORBIDDEN;
    } catch (IOException e) {
      return false;
    }
  }
}
